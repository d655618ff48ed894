using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Keys;
using Daoban.Workflows.Tests.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Declarations;

public sealed class DeclarationDeskTests
{
    private const string Number = "33090219620715998X";
    private const string OtherNumber = "330903195112319997";

    private static readonly Actor Admin = new("admin-1", "admin", [], [], null);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 3, 10, 12, 0, 0, TimeSpan.Zero));
    private readonly KeyedHash hash =
        new(Options.Create(TestKeys.Options("w1", 1)));

    private readonly string connectionString;
    private readonly string actorId = $"clerk-{Guid.NewGuid():N}";
    private readonly TableClient table;

    public DeclarationDeskTests(AzuriteFixture azurite)
    {
        connectionString = azurite.ConnectionString;
        table = new StorageAccount(connectionString).Tables.GetTableClient(DeclarationStore.TableName);
        table.CreateIfNotExists();
    }

    [Fact]
    public async Task Declare_ThenWithdraw_HoldsInBetweenAlone()
    {
        DeclarationDesk desk = Desk();
        string id = NewId();
        Assert.False(await AreRelatedAsync(Number));

        DeclarationView made = (await DeclareAsync(desk, id, "330902 19620715 998x")).Value;

        Assert.True(await AreRelatedAsync(Number));
        Assert.False(await AreRelatedAsync(OtherNumber));
        Assert.Equal((Relation.Parent, "admin-1"), (made.Relation, made.DeclaredBy));
        Assert.Equal(hash.Hash("resident.idNumber", Number)[..12], made.Person);
        time.Advance(TimeSpan.FromDays(1));
        DeclarationView gone = (await desk.WithdrawAsync(actorId, id, Admin, default)).Value;
        Assert.False(await AreRelatedAsync(Number));
        Assert.Equal((made.DeclaredAt.AddDays(1), "admin-1"), (gone.WithdrawnAt, gone.WithdrawnBy));
        Assert.Equal(gone, (await desk.WithdrawAsync(actorId, id, Admin, default)).Value);
        Assert.Equal([gone], (await desk.ListAsync(actorId, null, default)).Value.Declarations);
    }

    [Fact]
    public async Task Declare_Again_AnswersAlikeOrRefuses()
    {
        DeclarationDesk desk = Desk();
        string id = NewId();
        DeclarationView first = (await DeclareAsync(desk, id, Number)).Value;
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(first, (await DeclareAsync(desk, id, Number)).Value);
        Assert.Equal(ProblemCodes.DeclarationDiffers, (await DeclareAsync(desk, id, OtherNumber)).Problem.Code);
        Assert.Equal(
            ProblemCodes.DeclarationDiffers, (await DeclareAsync(desk, id, Number, Relation.Child)).Problem.Code);
        Assert.Equal(ProblemCodes.AlreadyDeclared, (await DeclareAsync(desk, NewId(), Number)).Problem.Code);
    }

    [Fact]
    public async Task Declare_PersonWithdrawnBefore_HoldsAnewAndBothStayOnRecord()
    {
        DeclarationDesk desk = Desk();
        string first = NewId();
        await DeclareAsync(desk, first, Number);
        await desk.WithdrawAsync(actorId, first, Admin, default);

        Assert.True((await DeclareAsync(desk, NewId(), Number, Relation.Spouse)).Succeeded);

        Assert.True(await AreRelatedAsync(Number));
        Assert.Equal(2, (await desk.ListAsync(actorId, null, default)).Value.Declarations.Count);
        // The first one's withdrawal repeated must not open what the second closed.
        await desk.WithdrawAsync(actorId, first, Admin, default);
        Assert.True(await AreRelatedAsync(Number));
    }

    [Theory]
    [InlineData("", "LENGTH")]
    [InlineData("330902196207159981", "CHECK_DIGIT")]
    public async Task Declare_NumberThatIsNone_IsRefused(string number, string reason)
    {
        Problem problem = (await DeclareAsync(Desk(), NewId(), number)).Problem;

        Assert.Equal((ProblemCodes.IdNumberInvalid, "idNumber"), (problem.Code, problem.Field));
        Assert.Equal(reason, problem.Facts!["reason"]);
    }

    [Fact]
    public async Task DeclareAndWithdraw_AnswersLost_KnowTheirOwnSuccess()
    {
        using LosingTransport transport = new();
        DeclarationDesk desk = Desk(new StorageAccount(connectionString, options =>
        {
            options.Transport = transport.Transport;
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        }));
        string id = NewId();
        transport.LoseFirstAnswers();

        Assert.True((await DeclareAsync(desk, id, Number)).Succeeded);
        Assert.NotNull((await desk.WithdrawAsync(actorId, id, Admin, default)).Value.WithdrawnAt);
        Assert.False(await AreRelatedAsync(Number));
    }

    [Fact]
    public async Task Withdraw_AtOnceByMany_ChangesItOnce()
    {
        DeclarationDesk desk = Desk();
        string id = NewId();
        await DeclareAsync(desk, id, Number);

        Attempt<DeclarationView>[] all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Desk().WithdrawAsync(actorId, id, Admin, default)));

        Assert.All(all, one => Assert.Equal(all[0].Value, one.Value));
    }

    [Fact]
    public async Task List_ManyDeclarations_ComeInPages()
    {
        DeclarationDesk desk = Desk();
        DeclarationStore store = new(new StorageAccount(connectionString));
        for (int i = 0; i < 130; i++)
        {
            await store.TryAddAsync(
                actorId, NewId(), new DeclarationRecord($"{i:x64}", Relation.Other, "a", time.GetUtcNow()), default);
        }

        DeclarationPage first = (await desk.ListAsync(actorId, null, default)).Value;
        DeclarationPage second = (await desk.ListAsync(actorId, first.Continuation, default)).Value;

        Assert.Equal((100, 30), (first.Declarations.Count, second.Declarations.Count));
        Assert.Null(second.Continuation);
        Assert.Equal(
            130, first.Declarations.Concat(second.Declarations).Select(one => one.DeclarationId).Distinct().Count());
        Assert.Equal(
            ProblemCodes.MalformedParameter, (await desk.ListAsync(actorId, "' or '", default)).Problem.Code);
    }

    [Fact]
    public async Task AreRelated_RowOfAnUnknownFormat_IsRefused()
    {
        await table.AddEntityAsync(new TableEntity(actorId, $"p|{hash.Hash("resident.idNumber", Number)}")
        {
            ["Format"] = 2,
        });

        await Assert.ThrowsAsync<UnknownFormatException>(() => AreRelatedAsync(Number));
    }

    [Fact]
    public async Task Declare_Rows_DoNotHoldTheNumber()
    {
        await DeclareAsync(Desk(), NewId(), Number);

        await foreach (TableEntity row in table.QueryAsync<TableEntity>(row => row.PartitionKey == actorId))
        {
            Assert.All(row, cell => Assert.DoesNotContain(Number, $"{cell.Value}", StringComparison.Ordinal));
        }
    }

    private DeclarationDesk Desk(StorageAccount? storage = null) =>
        new(new DeclarationStore(storage ?? new StorageAccount(connectionString)), hash, time);

    private Task<Attempt<DeclarationView>> DeclareAsync(
        DeclarationDesk desk, string id, string number, Relation relation = Relation.Parent) =>
        desk.DeclareAsync(actorId, id, new DeclarationData(number, relation), Admin, default);

    private Task<bool> AreRelatedAsync(string number) =>
        new Relatives(new DeclarationStore(new StorageAccount(connectionString)))
            .AreRelatedAsync(actorId, hash.Hash("resident.idNumber", number), default);

    private static string NewId() => Guid.NewGuid().ToString("D");
}
