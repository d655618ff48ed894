namespace Daoban.Run.Commands;

/// <summary>The options of <c>./run backup</c> and <c>./run restore</c>.</summary>
/// <param name="Folder">Of the backup.</param>
/// <param name="ConnectionString">Of the account; null for the one in <paramref name="DataFolder"/>.</param>
/// <param name="DataFolder">Of <c>./run</c>; null for the repository's.</param>
/// <param name="IsSpecial">Of a backup: while an application runs. Of a restore: going on with one.</param>
internal sealed record BackupWish(
    DirectoryInfo Folder, string? ConnectionString, DirectoryInfo? DataFolder, bool IsSpecial);
