using Daoban.Workflows.Anchors;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Workflows.Tests.Ledger;

/// <summary>Access logs over a test's storage.</summary>
internal static class AccessLogs
{
    public static AccessLog Create(StorageAccount storage, TimeProvider time)
    {
        storage.Tables.CreateTableIfNotExists(AnchorMarks.TableName);
        storage.Tables.CreateTableIfNotExists(ReadingIndex.TableName);
        return new(storage, new AnchorMarks(storage, time, NullLogger<AnchorMarks>.Instance), time);
    }
}
