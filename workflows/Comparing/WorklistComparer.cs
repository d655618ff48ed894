using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Review;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Comparing;

/// <summary>
/// Compares the projections of open work, the reviewers' worklist and the orders that the bank may still report on,
/// with the case files, and mends them as the outbox would. Surplus and stale rows are found by walking the worklist,
/// which holds open work only; missing ones by walking the cases. Safe to repeat, beside the work and in two processes.
/// </summary>
internal sealed partial class WorklistComparer(
    CaseFileStore store,
    ReviewWorklist worklist,
    ReviewProjection projection,
    PaymentOrderIndex orders,
    TimeProvider clock,
    ILogger<WorklistComparer> logger)
{
    /// <summary>Rows of the worklist in one part, each with its case file.</summary>
    public const int RowsPerPart = 100;

    /// <summary>Cases in one part; only the open ones are looked at.</summary>
    public const int CasesPerPart = 200;

    /// <summary>How long after a change its rows may still be on their way.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Compares one page of the worklist.</summary>
    /// <exception cref="RequestFailedException">Status 400 for a token that is none of the table's.</exception>
    public async Task<ComparisonPart> CompareRowsAsync(string? token, CancellationToken cancellationToken)
    {
        (IReadOnlyList<TableEntity> rows, string? next) =
            await worklist.WalkAsync(RowsPerPart, token, cancellationToken);
        DriftCounts counts = new();
        foreach (TableEntity row in rows)
        {
            counts += await TryAsync(row, () => CompareRowAsync(row, cancellationToken)) with { Rows = 1 };
        }

        return new ComparisonPart(counts, next);
    }

    /// <summary>Compares the open ones of one page of cases.</summary>
    /// <exception cref="RequestFailedException">Status 400 for a token that is none of the table's.</exception>
    public async Task<ComparisonPart> CompareCasesAsync(string? token, CancellationToken cancellationToken)
    {
        (IReadOnlyList<TableEntity> rows, string? next) =
            await store.ListAsync(CasesPerPart, token, cancellationToken);
        DriftCounts counts = new();
        foreach (TableEntity row in rows)
        {
            counts += await TryAsync(row, async () => CaseStages.IsFinal(CaseRows.Read<CaseRecord>(row).Stage)
                ? new DriftCounts()
                : await CompareCaseAsync(row.PartitionKey, cancellationToken) with { Cases = 1 });
        }

        return new ComparisonPart(counts, next);
    }

    private async Task<DriftCounts> CompareRowAsync(TableEntity row, CancellationToken cancellationToken)
    {
        ReviewTaskSummary seen = ReviewWorklist.Read(row);
        CaseFile file = await store.LoadClosedAsync(seen.CaseId, cancellationToken);
        if (IsUnderWay(file, seen.TaskId))
        {
            return new DriftCounts(UnderWay: 1);
        }

        TableEntity? right = file.Record is { } record
            && file.Tasks.TryGetValue(seen.TaskId, out ReviewTaskRecord? task) && task.IsLive
                ? ReviewWorklist.RowOf(seen.CaseId, record, projection.DepartmentOf(record), task)
                : null;
        if (right is null || (right.PartitionKey, right.RowKey) != (row.PartitionKey, row.RowKey))
        {
            // A task that has ended stays ended, and where its row stands never changes: it cannot become right again.
            return await worklist.TryRemoveAsync(row, cancellationToken)
                ? Found(DriftKinds.Surplus, seen.CaseId, seen.TaskId, ReviewWorklist.TableName)
                : new DriftCounts(UnderWay: 1);
        }

        if (ReviewWorklist.Read(right) == seen)
        {
            return new DriftCounts();
        }

        // The row was read before the case file: it may have been written in between.
        TableEntity? again = await worklist.FindAsync(row.PartitionKey, row.RowKey, cancellationToken);
        return again?.ETag == row.ETag
            ? await MendTaskAsync(DriftKinds.Stale, seen.CaseId, seen.TaskId, cancellationToken)
            : new DriftCounts(UnderWay: 1);
    }

    private async Task<DriftCounts> CompareCaseAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadClosedAsync(caseId, cancellationToken);
        DriftCounts counts = new();
        foreach (ReviewTaskRecord task in file.Tasks.Values.Where(task => task.IsLive))
        {
            counts += IsUnderWay(file, task.TaskId)
                ? new DriftCounts(UnderWay: 1)
                : await CompareTaskAsync(file, task, cancellationToken);
        }

        foreach (PaymentOrderRecord order in file.Orders.Values.Where(
            order => order.State is PaymentOrderState.Created or PaymentOrderState.Registered))
        {
            counts += await CompareOrderAsync(caseId, order.OrderId, cancellationToken);
        }

        return counts;
    }

    private async Task<DriftCounts> CompareTaskAsync(
        CaseFile file, ReviewTaskRecord task, CancellationToken cancellationToken)
    {
        TableEntity right = ReviewWorklist.RowOf(
            file.CaseId, file.Existing, projection.DepartmentOf(file.Existing), task);
        TableEntity? row = await worklist.FindAsync(right.PartitionKey, right.RowKey, cancellationToken);
        if (row is not null && ReviewWorklist.Read(row) == ReviewWorklist.Read(right))
        {
            return new DriftCounts();
        }

        // The case file was read before the row: the case may have moved on, and the row with it.
        CaseFile now = await store.LoadClosedAsync(file.CaseId, cancellationToken);
        return now.Tasks[task.TaskId] == task
            ? await MendTaskAsync(
                row is null ? DriftKinds.Missing : DriftKinds.Stale, file.CaseId, task.TaskId, cancellationToken)
            : new DriftCounts(UnderWay: 1);
    }

    private async Task<DriftCounts> MendTaskAsync(
        string kind, string caseId, string taskId, CancellationToken cancellationToken)
    {
        await projection.WriteAsync(caseId, taskId, cancellationToken);
        return Found(kind, caseId, taskId, ReviewWorklist.TableName);
    }

    // Its row is written before the case file has the order, so none can be on its way.
    private async Task<DriftCounts> CompareOrderAsync(
        string caseId, string orderId, CancellationToken cancellationToken)
    {
        string? indexed = await orders.FindCaseAsync(orderId, cancellationToken);
        if (indexed == caseId)
        {
            return new DriftCounts();
        }

        await orders.PutAsync(orderId, caseId, cancellationToken);
        return Found(
            indexed is null ? DriftKinds.Missing : DriftKinds.Stale, caseId, orderId, PaymentOrderIndex.TableName);
    }

    private bool IsUnderWay(CaseFile file, string taskId) =>
        (file.Head is { } head && clock.GetUtcNow() - head.At < Grace)
        || file.Outbox.Any(item => item.Kind == ReviewWorklistHandler.KindName && item.Subject == taskId);

    private DriftCounts Found(string kind, string caseId, string subject, string table)
    {
        LogDrift(caseId, table, subject, kind);
        return kind switch
        {
            DriftKinds.Missing => new DriftCounts(Missing: 1),
            DriftKinds.Stale => new DriftCounts(Stale: 1),
            _ => new DriftCounts(Surplus: 1),
        };
    }

    // What cannot be read must not keep all others from being compared. Storage that does not answer concerns them all.
    private async Task<DriftCounts> TryAsync(TableEntity row, Func<Task<DriftCounts>> compare)
    {
        try
        {
            return await compare();
        }
        catch (Exception failure) when (
            failure is not (RequestFailedException or OperationCanceledException or KeyUnavailableException))
        {
            LogUnreadable(row.PartitionKey, row.RowKey, failure.GetType().Name);
            return new DriftCounts(Unreadable: 1);
        }
    }

    [LoggerMessage(2151, LogLevel.Warning, "Case {CaseId}: the row of {Subject} in {Table} was {Drift}, mended")]
    private partial void LogDrift(string caseId, string table, string subject, string drift);

    [LoggerMessage(2152, LogLevel.Error, "{Partition}/{Row} cannot be compared ({ErrorType}), stays")]
    private partial void LogUnreadable(string partition, string row, string errorType);
}
