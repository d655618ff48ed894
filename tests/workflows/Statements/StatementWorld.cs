using Daoban.Workflows.Anchors;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Statements;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Anchors;
using Daoban.Workflows.Tests.CaseFiles;
using Daoban.Workflows.Tests.Keys;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Statements;

/// <summary>Case files with payment orders, a bank that gives statements, and a day that is no other test's.</summary>
internal sealed class StatementWorld
{
    private static int Days;

    private readonly string connectionString;
    private int serials;

    public StatementWorld(string connectionString)
    {
        this.connectionString = connectionString;
        Day = new DateOnly(2025, 3, 3).AddDays(Interlocked.Increment(ref Days));
        Time = new FakeTimeProvider(ChinaTime.EndOf(Day).AddHours(10));
        Storage = new StorageAccount(connectionString);
        foreach (string table in (string[])
            [
                CaseFileStore.TableName, OutboxMarks.TableName, AnchorMarks.TableName, ReadingIndex.TableName,
                PaymentOrderIndex.TableName, PaidOrders.TableName, StatementBook.TableName, DiscrepancyBook.TableName,
            ])
        {
            Storage.Tables.CreateTableIfNotExists(table);
        }

        Storage.Blobs.GetBlobContainerClient(StatementFiles.ContainerName).CreateIfNotExists();
        Changes = ChangesOn(Storage, out CaseFileStore store);
        Store = store;
        Book = new StatementBook(Storage);
        Discrepancies = new DiscrepancyBook(Storage);
        Files = new StatementFiles(Storage);
    }

    public DateOnly Day { get; }

    public FakeTimeProvider Time { get; }

    public StorageAccount Storage { get; }

    public CaseFileStore Store { get; }

    public CaseChanges Changes { get; }

    public StatementBook Book { get; }

    public DiscrepancyBook Discrepancies { get; }

    public StatementFiles Files { get; }

    public FakeStatementSource Source { get; } = new();

    public FakeDurableTaskClient Client { get; } = new();

    /// <summary>A case that waits for a payment.</summary>
    public async Task<(string CaseId, string OrderId)> AddCaseAsync(long amountFen = 250_000)
    {
        string caseId = Guid.NewGuid().ToString("D");
        string orderId = Guid.NewGuid().ToString("D");
        DateTimeOffset now = Time.GetUtcNow();
        await Changes.EnsureKeyAsync(caseId, default);
        await new PaymentOrderIndex(Storage).PutAsync(orderId, caseId, default);
        await Changes.ApplyAsync(
            caseId,
            Client,
            (file, change) =>
            {
                change.Put(Samples.File(CaseStage.PaymentDue).Existing);
                change.Put(new PaymentOrderRecord(
                    orderId, "SS-03", amountFen, PaymentOrderState.Registered, now, now.AddDays(1), now.AddDays(30)));
                change.Enter(new(LedgerActions.PaymentRegistered, Actor.System, orderId));
                return true;
            },
            default);
        Client.Instances[orderId] = OrchestrationRuntimeStatus.Running;
        return (caseId, orderId);
    }

    /// <summary>A payment of this day.</summary>
    public BankCallback Payment(string orderId, long amountFen = 250_000) =>
        new(orderId, $"S{Day:yyyyMMdd}{++serials:D4}", amountFen, ChinaTime.EndOf(Day).AddHours(-serials));

    /// <summary>The bank makes the statement.</summary>
    public void Give(params BankCallback[] payments) => Source.Files[Day] = StatementText.Write(Day, payments);

    /// <summary>The news of a payment comes by callback.</summary>
    public Task<string> CallBackAsync(string caseId, BankCallback paid) => Changes.ApplyAsync(
        caseId,
        Client,
        (file, change) => Settlement.Apply(file, change, paid, "callback", Time.GetUtcNow()),
        default);

    public Task<StatementRecord> ImportAsync() => Import().RunAsync(Day, Client, default);

    /// <summary>An import as another process has it.</summary>
    /// <param name="transport">Carries all of its requests.</param>
    public StatementImport Import(HookedTransport? transport = null)
    {
        StorageAccount storage = transport is null ? Storage : new StorageAccount(
            connectionString,
            options =>
            {
                options.Transport = transport.Transport;
                options.Retry.MaxRetries = 0;
            });
        DiscrepancyBook discrepancies = new(storage);
        StatementPayments payments = new(
            ChangesOn(storage, out _),
            new PaymentOrderIndex(storage),
            discrepancies,
            Time,
            NullLogger<StatementPayments>.Instance);
        return new StatementImport(
            Source,
            new StatementFiles(storage),
            new StatementBook(storage),
            discrepancies,
            payments,
            new PaidOrders(storage),
            Options.Create(new BankOptions { MerchantId = StatementText.Merchant }),
            Time,
            NullLogger<StatementImport>.Instance);
    }

    public async Task<StatementRecord> RecordAsync() => (await Book.ReadAsync(Day, default)).Record;

    /// <summary>Codes and orders of the day's discrepancies.</summary>
    public async Task<(string Code, string? OrderId)[]> DiscrepanciesAsync() =>
        [.. (await Discrepancies.ListAsync(Day, Day, default))[Day]
            .Select(one => (one.Code, one.OrderId))
            .OrderBy(one => one.Code, StringComparer.Ordinal)];

    private CaseChanges ChangesOn(StorageAccount storage, out CaseFileStore store)
    {
        store = new CaseFileStore(
            storage,
            TestKeys.Ring(Time),
            new AnchorMarks(storage, Time, NullLogger<AnchorMarks>.Instance),
            Time);
        OutboxMarks marks = new(storage, Time, NullLogger<OutboxMarks>.Instance);
        Outbox outbox = new(
            store,
            marks,
            [
                new RaiseEventHandler(),
                new AuditIndexHandler(new AuditIndex(storage, store)),
                new PaidOrderHandler(store, new PaidOrders(storage)),
            ],
            NullLogger<Outbox>.Instance);
        return new CaseChanges(store, outbox, marks);
    }
}
