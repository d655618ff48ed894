using Azure;
using Daoban.Workflows.Payments;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Statements;

/// <summary>
/// Brings the statement of one day in: asks the bank, checks the whole file, keeps it, applies payment by payment, and
/// looks for orders that we hold as paid and the statement does not know. It may be killed anywhere: the row says how
/// far it came, and whatever is done twice changes nothing. Of two at once the slower one stops.
/// </summary>
internal sealed partial class StatementImport(
    IStatementSource source,
    StatementFiles files,
    StatementBook book,
    DiscrepancyBook discrepancies,
    StatementPayments payments,
    PaidOrders paidOrders,
    IOptions<BankOptions> options,
    TimeProvider clock,
    ILogger<StatementImport> logger)
{
    // Payments between two notes of how far the import came.
    private const int Stride = 50;

    /// <summary>Goes on with a day for as far as it gets. A day that is imported is left as it is.</summary>
    /// <returns>How the day stands now.</returns>
    public async Task<StatementRecord> RunAsync(
        DateOnly day, DurableTaskClient client, CancellationToken cancellationToken)
    {
        (StatementRecord record, ETag? tag) = await book.ReadAsync(day, cancellationToken);
        if (record.State is StatementState.Imported)
        {
            return record;
        }

        StatementReading reading = await ObtainAsync(day, cancellationToken);
        if (reading.Statement is { } statement && record.Sha256 is { } noted && noted != statement.Sha256)
        {
            reading = StatementCodes.StoredDamaged;
        }

        if (reading.Refusal is { } refusal)
        {
            if (refusal is StatementCodes.NotReady)
            {
                LogNotReady(day);
            }
            else
            {
                LogRefused(day, refusal);
            }

            StatementRecord refused = record with { AskedAt = clock.GetUtcNow(), Answer = refusal };
            await book.TryWriteAsync(day, refused, tag, cancellationToken);
            return refused;
        }

        return await ApplyAsync(day, record, tag, reading.Statement!, client, cancellationToken)
            ?? (await book.ReadAsync(day, cancellationToken)).Record;
    }

    /// <summary>
    /// Compares the orders that we hold as paid on an imported day again, when some were settled since.
    /// </summary>
    public async Task CompareAgainAsync(DateOnly day, CancellationToken cancellationToken)
    {
        (StatementRecord record, ETag? tag) = await book.ReadAsync(day, cancellationToken);
        IReadOnlyList<PaidOrder> held = await paidOrders.ListAsync(day, cancellationToken);
        if (record.State is StatementState.Imported
            && held.Count != record.Held
            && await files.ReadAsync(day, cancellationToken) is { } file
            && Read(day, file).Statement is { } statement)
        {
            await CompareAsync(day, held, statement, cancellationToken);
            await book.TryWriteAsync(day, record with { Held = held.Count }, tag, cancellationToken);
        }
    }

    /// <summary>Notes that there will be no statement of a day. One that comes all the same can be imported.</summary>
    public async Task WaiveAsync(DateOnly day, CancellationToken cancellationToken)
    {
        (StatementRecord record, ETag? tag) = await book.ReadAsync(day, cancellationToken);
        if (record.State is StatementState.Awaited)
        {
            await book.TryWriteAsync(
                day, record with { State = StatementState.Waived }, tag, cancellationToken);
        }
    }

    // What is kept passed the check before: from there on the bank is not asked again.
    private async Task<StatementReading> ObtainAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (await files.ReadAsync(day, cancellationToken) is { } kept)
        {
            StatementReading again = Read(day, kept);
            return again.Statement is null ? StatementCodes.StoredDamaged : again;
        }

        StatementAnswer answer = await source.GetAsync(day, cancellationToken);
        if (answer.File is not { } file)
        {
            return answer.Code!;
        }

        StatementReading reading = Read(day, file);
        if (reading.Statement is null)
        {
            return reading;
        }

        await files.KeepAsync(day, file, cancellationToken);
        return Read(day, (await files.ReadAsync(day, cancellationToken))!.Value);
    }

    private StatementReading Read(DateOnly day, ReadOnlyMemory<byte> file) =>
        StatementFile.Read(file, options.Value.MerchantId, day);

    /// <returns>The day as imported; null when somebody else is at it.</returns>
    private async Task<StatementRecord?> ApplyAsync(
        DateOnly day,
        StatementRecord record,
        ETag? tag,
        Statement statement,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        record = record with
        {
            State = StatementState.Importing,
            Answer = null,
            Sha256 = statement.Sha256,
            Count = statement.Payments.Count,
            SumFen = statement.SumFen,
        };
        for (int done = record.Applied; done < statement.Payments.Count; done = record.Applied)
        {
            tag = await book.TryWriteAsync(day, record, tag, cancellationToken);
            if (tag is null)
            {
                return null;
            }

            foreach (BankCallback paid in statement.Payments.Skip(done).Take(Stride))
            {
                record = Counted(record, await payments.ApplyAsync(day, paid, client, cancellationToken));
            }
        }

        IReadOnlyList<PaidOrder> held = await paidOrders.ListAsync(day, cancellationToken);
        await CompareAsync(day, held, statement, cancellationToken);
        await FindMissingAsync(day, cancellationToken);
        record = record with
        {
            State = StatementState.Imported,
            Held = held.Count,
            ImportedAt = clock.GetUtcNow(),
        };
        if (await book.TryWriteAsync(day, record, tag, cancellationToken) is null)
        {
            return null;
        }

        LogImported(day, record.Count, record.Settled, record.Discrepancies);
        return record;
    }

    private static StatementRecord Counted(StatementRecord record, string result) => result switch
    {
        StatementPayments.Confirmed => record with { Applied = record.Applied + 1, Confirmed = record.Confirmed + 1 },
        Settlement.Settled => record with { Applied = record.Applied + 1, Settled = record.Settled + 1 },
        _ => record with { Applied = record.Applied + 1, Discrepancies = record.Discrepancies + 1 },
    };

    private async Task CompareAsync(
        DateOnly day, IReadOnlyList<PaidOrder> held, Statement statement, CancellationToken cancellationToken)
    {
        HashSet<(string, string)> stated =
            [.. statement.Payments.Select(paid => (paid.OrderId, paid.BankSerial))];
        foreach (PaidOrder order in held.Where(order => !stated.Contains((order.OrderId, order.BankSerial))))
        {
            DiscrepancyRecord found = new(
                DiscrepancyCodes.NotInStatement,
                clock.GetUtcNow(),
                order.OrderId,
                order.CaseId,
                order.BankSerial,
                order.AmountFen);
            if (await discrepancies.AddAsync(day, found, cancellationToken))
            {
                LogUnknown(day, order.OrderId, order.BankSerial);
            }
        }
    }

    // The file came after all: what waited for people is resolved by it.
    private async Task FindMissingAsync(DateOnly day, CancellationToken cancellationToken)
    {
        string id = new DiscrepancyRecord(DiscrepancyCodes.StatementMissing, default).Id;
        while (await discrepancies.FindAsync(day, id, cancellationToken) is
            ({ State: not DiscrepancyState.Resolved } missing, ETag tag))
        {
            DiscrepancyRecord resolved = missing with
            {
                State = DiscrepancyState.Resolved,
                ReasonCode = ResolutionCodes.FileCame,
                ResolvedAt = clock.GetUtcNow(),
            };
            if (await discrepancies.TryReplaceAsync(day, resolved, tag, cancellationToken))
            {
                return;
            }
        }
    }

    [LoggerMessage(
        3111,
        LogLevel.Information,
        "Statement of {Day:yyyy-MM-dd} is imported: {Count} payments, {Settled} settled by it, "
        + "{Discrepancies} discrepancies")]
    private partial void LogImported(DateOnly day, int count, int settled, int discrepancies);

    [LoggerMessage(3112, LogLevel.Warning, "Statement of {Day:yyyy-MM-dd}: no usable file ({Answer})")]
    private partial void LogRefused(DateOnly day, string answer);

    [LoggerMessage(3117, LogLevel.Information, "Statement of {Day:yyyy-MM-dd}: the bank has not made it yet")]
    private partial void LogNotReady(DateOnly day);

    [LoggerMessage(
        3113,
        LogLevel.Warning,
        "Statement of {Day:yyyy-MM-dd} does not know payment {BankSerial}, by which {OrderId} is paid")]
    private partial void LogUnknown(DateOnly day, string orderId, string bankSerial);
}
