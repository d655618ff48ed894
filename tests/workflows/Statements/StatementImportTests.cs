using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Statements;

namespace Daoban.Workflows.Tests.Statements;

public sealed class StatementImportTests(AzuriteFixture azurite)
{
    private readonly StatementWorld world = new(azurite.ConnectionString);

    [Fact]
    public async Task Import_PaymentWhoseCallbackWasLost_SettlesItAndWakesTheOrder()
    {
        (string caseId, string orderId) = await world.AddCaseAsync();
        world.Give(world.Payment(orderId));

        StatementRecord record = await world.ImportAsync();

        Assert.Equal(
            (StatementState.Imported, 1, 1, 0, 0),
            (record.State, record.Count, record.Settled, record.Confirmed, record.Discrepancies));
        CaseFile file = await world.Store.LoadAsync(caseId, default);
        Assert.Equal((CaseStage.Paid, "statement"), (file.Existing.Stage, file.Orders[orderId].SettledBy));
        Assert.Equal([$"raise {PaymentConfirmed.EventName} {orderId}"], world.Client.Calls);
        Assert.Empty(file.Outbox);
        Assert.Empty(await world.DiscrepanciesAsync());
    }

    [Fact]
    public async Task Import_PaymentThatTheCallbackSettled_IsConfirmedAndChangesNothing()
    {
        (string caseId, string orderId) = await world.AddCaseAsync();
        BankCallback paid = world.Payment(orderId);
        await world.CallBackAsync(caseId, paid);
        CaseFile before = await world.Store.LoadAsync(caseId, default);
        world.Give(paid);

        StatementRecord record = await world.ImportAsync();

        Assert.Equal((1, 0, 0, 1), (record.Confirmed, record.Settled, record.Discrepancies, record.Held));
        Assert.Equal(before.Head, (await world.Store.LoadAsync(caseId, default)).Head);
        Assert.Empty(await world.DiscrepanciesAsync());
    }

    [Fact]
    public async Task Import_Again_AsksNobodyAndChangesNothing()
    {
        (string caseId, string orderId) = await world.AddCaseAsync();
        world.Give(world.Payment(orderId));
        StatementRecord first = await world.ImportAsync();

        StatementRecord second = await world.ImportAsync();

        Assert.Equal(first, second);
        Assert.Single(world.Source.Asked);
        Assert.Single(
            await world.Store.LoadLedgerAsync(caseId, default),
            line => line.Entry.Action == LedgerActions.PaymentSettled);
    }

    [Fact]
    public async Task Import_WhatCannotSettle_IsDisputedAndADiscrepancy()
    {
        (string lowCase, string low) = await world.AddCaseAsync();
        (string twiceCase, string twice) = await world.AddCaseAsync();
        world.Give(
            world.Payment(low, 249_999), world.Payment(twice), world.Payment(twice), world.Payment("no-such-order"));

        StatementRecord record = await world.ImportAsync();

        Assert.Equal((4, 1, 3), (record.Count, record.Settled, record.Discrepancies));
        Assert.Equal(
            [("duplicate", twice), ("mismatch", low), ("unknown-order", "no-such-order")],
            await world.DiscrepanciesAsync());
        Assert.Equal(PaymentOrderState.Registered, (await FileAsync(lowCase)).Orders[low].State);
        Assert.Contains(
            await world.Store.LoadLedgerAsync(lowCase, default),
            line => line.Entry is { Action: LedgerActions.PaymentDisputed, Reason: Settlement.Mismatch });
        Assert.Equal(2, (await FileAsync(twiceCase)).Notices.Count);
    }

    [Fact]
    public async Task Import_OrderThatWeHoldAsPaidAndTheStatementDoesNotKnow_IsADiscrepancy()
    {
        (string caseId, string orderId) = await world.AddCaseAsync();
        await world.CallBackAsync(caseId, world.Payment(orderId));
        world.Give();

        await world.ImportAsync();

        Assert.Equal([("not-in-statement", orderId)], await world.DiscrepanciesAsync());
    }

    [Fact]
    public async Task Import_OtherAmountThanTheCallbackTold_IsADiscrepancy()
    {
        (string caseId, string orderId) = await world.AddCaseAsync();
        BankCallback paid = world.Payment(orderId);
        await world.CallBackAsync(caseId, paid);
        world.Give(paid with { AmountFen = 1 });

        StatementRecord record = await world.ImportAsync();

        Assert.Equal((0, 1), (record.Confirmed, record.Discrepancies));
        Assert.Equal([("notice-differs", orderId)], await world.DiscrepanciesAsync());
    }

    [Fact]
    public async Task CompareAgain_OrderSettledAfterTheImport_IsFound()
    {
        (string caseId, string orderId) = await world.AddCaseAsync();
        world.Give();
        await world.ImportAsync();
        await world.CallBackAsync(caseId, world.Payment(orderId));

        await world.Import().CompareAgainAsync(world.Day, default);

        Assert.Equal([("not-in-statement", orderId)], await world.DiscrepanciesAsync());
        Assert.Equal(1, (await world.RecordAsync()).Held);
    }

    [Fact]
    public async Task Import_RefusedFile_AppliesNothingAndTakesTheMendedOne()
    {
        (string caseId, string orderId) = await world.AddCaseAsync();
        BankCallback paid = world.Payment(orderId);
        world.Source.Files[world.Day] = StatementText.Write(world.Day, header => header["sumFen"] = 1, paid);

        StatementRecord refused = await world.ImportAsync();

        Assert.Equal((StatementState.Awaited, StatementCodes.SumDiffers), (refused.State, refused.Answer));
        Assert.Equal(refused, await world.RecordAsync());
        Assert.Null(await world.Files.ReadAsync(world.Day, default));
        Assert.Empty((await FileAsync(caseId)).Notices);

        world.Give(paid);
        StatementRecord mended = await world.ImportAsync();

        Assert.Equal((StatementState.Imported, null, 1), (mended.State, mended.Answer, mended.Settled));
    }

    [Theory]
    [InlineData(StatementCodes.NotReady)]
    [InlineData(StatementCodes.Unreachable)]
    [InlineData(StatementCodes.TooLarge)]
    public async Task Import_NoFile_IsNotedAndTriedAgain(string code)
    {
        world.Source.Otherwise = code;

        await world.ImportAsync();
        StatementRecord second = await world.ImportAsync();

        Assert.Equal((StatementState.Awaited, code), (second.State, second.Answer));
        Assert.Equal(world.Time.GetUtcNow(), second.AskedAt);
        Assert.Equal(2, world.Source.Asked.Count);
    }

    [Fact]
    public async Task Import_FileIsKept_AsItWasSentAndForGood()
    {
        world.Give(world.Payment("no-such-order"));
        byte[] sent = world.Source.Files[world.Day];
        await world.ImportAsync();

        await world.Files.KeepAsync(world.Day, StatementText.Write(world.Day), default);

        Assert.Equal(sent, (await world.Files.ReadAsync(world.Day, default))!.Value.ToArray());
    }

    [Fact]
    public async Task Import_KeptFileWasExchanged_GoesNoFurther()
    {
        (string caseId, string orderId) = await world.AddCaseAsync();
        world.Give();
        await world.Files.KeepAsync(world.Day, StatementText.Write(world.Day, world.Payment(orderId)), default);
        await world.Book.TryWriteAsync(
            world.Day,
            new StatementRecord(StatementState.Importing, Sha256: new string('0', 64), Count: 1),
            tag: null,
            default);

        StatementRecord record = await world.ImportAsync();

        Assert.Equal((StatementState.Importing, StatementCodes.StoredDamaged), (record.State, record.Answer));
        Assert.Empty((await FileAsync(caseId)).Notices);
        Assert.Empty(world.Source.Asked);
    }

    [Fact]
    public async Task Import_CaseThatCannotBeRead_DoesNotKeepTheOthersBack()
    {
        (string brokenCase, string broken) = await world.AddCaseAsync();
        (string caseId, string orderId) = await world.AddCaseAsync();
        await world.Storage.Tables.GetTableClient(CaseFileStore.TableName).AddEntityAsync(
            new Azure.Data.Tables.TableEntity(brokenCase, "z|1") { ["Format"] = 9 });
        world.Give(world.Payment(broken), world.Payment(orderId));

        StatementRecord record = await world.ImportAsync();

        Assert.Equal((StatementState.Imported, 1, 1), (record.State, record.Settled, record.Discrepancies));
        Assert.Equal([("case-unreadable", broken)], await world.DiscrepanciesAsync());
        Assert.Equal(CaseStage.Paid, (await FileAsync(caseId)).Existing.Stage);
    }

    private Task<CaseFile> FileAsync(string caseId) => world.Store.LoadAsync(caseId, default);
}
