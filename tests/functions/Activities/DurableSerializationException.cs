namespace Daoban.Functions.Tests.Activities;

/// <summary>
/// Stands for the durable extension's internal exception of this name: its text is JSON, ours is given.
/// </summary>
internal sealed class DurableSerializationException(string details) : Exception(details)
{
    /// <inheritdoc />
    public override string ToString() => Message;
}
