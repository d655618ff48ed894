namespace Daoban.Run.Backup;

/// <summary>One table of a backup.</summary>
/// <param name="Name">Its name, and that of its file.</param>
/// <param name="Content">The file <c>tables/{name}.jsonl</c>, one row a line.</param>
internal sealed record TablePart(string Name, FileDigest Content);
