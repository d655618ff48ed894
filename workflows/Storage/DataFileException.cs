namespace Daoban.Workflows.Storage;

/// <summary>
/// A data file that cannot be used. Thrown while the host starts; the message names file, item and field.
/// </summary>
public sealed class DataFileException : Exception
{
    /// <param name="path">The file.</param>
    /// <param name="where">The item and field inside it.</param>
    /// <param name="reason">What is wrong there.</param>
    /// <param name="inner">What the reader said, if it threw.</param>
    public DataFileException(string path, string where, string reason, Exception? inner = null)
        : base($"{path}: {where}: {reason}", inner)
    {
    }
}
