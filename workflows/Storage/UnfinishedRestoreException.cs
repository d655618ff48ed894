namespace Daoban.Workflows.Storage;

/// <summary>
/// A restore into the account has begun and not ended: part of the state is missing, and an application would take what
/// is there for all. Never worth a retry; the restore has to be finished first (docs/backup.md).
/// </summary>
internal sealed class UnfinishedRestoreException()
    : Exception("A restore into this storage account is not finished. Finish it: ./run restore --continue");
