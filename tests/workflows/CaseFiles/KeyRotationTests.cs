using Daoban.TestKit;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Keys;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.CaseFiles;

public sealed class KeyRotationTests : IClassFixture<OwnAzuriteFixture>
{
    private const string Scope = "case/resident.name";

    private static readonly Actor Admin = new("admin-1", "admin", [], [], null);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 7, 15, 7, 0, 0, TimeSpan.Zero));
    private readonly StorageAccount storage;

    public KeyRotationTests(OwnAzuriteFixture azurite)
    {
        storage = new StorageAccount(azurite.ConnectionString);
        storage.Tables.DeleteTable(CaseFileStore.TableName);
        storage.Tables.DeleteTable(AccessLog.TableName);
        storage.Tables.CreateTableIfNotExists(CaseFileStore.TableName);
        storage.Tables.DeleteTable(AccessLog.TableName);
        storage.Tables.CreateTableIfNotExists(AccessLog.TableName);
        storage.Tables.CreateTableIfNotExists(AnchorMarks.TableName);
    }

    [Fact]
    public async Task Rotate_InterruptedAndBegunAgain_LeavesEveryFieldReadableUnderTheNewKeyAlone()
    {
        Dictionary<string, string> hidden = [];
        for (int i = 0; i < 230; i++)
        {
            string caseId = Guid.NewGuid().ToString("D");
            CaseKey key = await Store("w1", 1).EnsureKeyAsync(new CaseFile(caseId), default);
            hidden[caseId] = key.Protect(Scope, caseId);
        }

        KeyRotation rotation = Rotation(TestKeys.Options("w2", 2, ("w1", 1)));
        KeyRotationPage first = (await rotation.RotateAsync(null, Admin, default)).Value;
        Assert.Equal((100, 0, 0), (first.Rotated, first.Current, first.Failed));
        Assert.NotNull(first.Continuation);

        List<KeyRotationPage> pages = [];
        do
        {
            string? continuation = pages.LastOrDefault()?.Continuation;
            pages.Add((await rotation.RotateAsync(continuation, Admin, default)).Value);
        }
        while (pages[^1].Continuation is not null);

        Assert.Equal((130, 100, 0), (pages.Sum(p => p.Rotated), pages.Sum(p => p.Current), pages.Sum(p => p.Failed)));
        CaseFileStore afterwards = Store("w2", 2);
        foreach ((string caseId, string text) in hidden)
        {
            CaseFile file = await afterwards.LoadAsync(caseId, default);
            Assert.Equal(caseId, file.Key.Unprotect(Scope, text));
        }

        (IReadOnlyList<LedgerLine> lines, _) = await new AccessLog(storage, Marks(), time).ReadAsync(
            Admin.Id, new DateOnly(2026, 7, 15), default);
        Assert.Equal(["100", "100", "30"], lines.Select(line => line.Entry.Outcome).Order());
    }

    [Fact]
    public async Task Rotate_KeyThatDoesNotOpen_IsCountedAndHoldsUpNoOther()
    {
        string sound = Guid.NewGuid().ToString("D");
        string foreign = Guid.NewGuid().ToString("D");
        await Store("w1", 1).EnsureKeyAsync(new CaseFile(sound), default);
        await Store("lost", 9).EnsureKeyAsync(new CaseFile(foreign), default);

        KeyRotationPage page = (await Rotation(TestKeys.Options("w2", 2, ("w1", 1))).RotateAsync(null, Admin, default))
            .Value;

        Assert.Equal((1, 1), (page.Rotated, page.Failed));
        Assert.NotNull((await Store("w2", 2).LoadAsync(sound, default)).Key);
    }

    [Fact]
    public async Task Rotate_ContinuationThatIsNone_IsRefused()
    {
        Attempt<KeyRotationPage> page = await Rotation(TestKeys.Options("w2", 2)).RotateAsync(
            new string('x', 1001), Admin, default);

        Assert.Equal(("malformed-parameter", "continuation"), (page.Problem.Code, page.Problem.Field));
    }

    private CaseFileStore Store(string id, byte fill) =>
        new(storage, TestKeys.Ring(time, TestKeys.Options(id, fill)), Marks(), time);

    private AnchorMarks Marks() => new(storage, time, NullLogger<AnchorMarks>.Instance);

    private KeyRotation Rotation(KeyOptions options) => new(
        storage,
        TestKeys.Ring(time, options),
        new AccessLog(storage, Marks(), time),
        NullLogger<KeyRotation>.Instance);
}
