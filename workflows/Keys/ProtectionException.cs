namespace Daoban.Workflows.Keys;

/// <summary>
/// Protected data that does not open. Never an expected outcome: a bug, a lost key or a hand in the store.
/// </summary>
public sealed class ProtectionException : Exception
{
    /// <param name="message">What failed; neither the data nor the scope's content.</param>
    /// <param name="inner">What the cipher threw, if it did.</param>
    public ProtectionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
