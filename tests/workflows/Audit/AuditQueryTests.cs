using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Tests.Audit;

public sealed class AuditQueryTests
{
    private static readonly string Hash = new('a', 64);

    private static readonly AuditCriteria None = new(null, null, null, null, null, null, null, null, null);

    [Fact]
    public void Parse_NoCriterion_IsRefused() =>
        Assert.Equal("missing-parameter", AuditQuery.Parse(None).Problem.Code);

    [Fact]
    public void Parse_ValueThatTheApplicationNeverGivesOut_IsRefusedByName()
    {
        (string Field, AuditCriteria Criteria)[] wrong =
        [
            ("caseId", None with { CaseId = "1" }),
            ("person", None with { Person = "33090219620715998X" }),
            ("person", None with { Person = Hash.ToUpperInvariant() }),
            ("actor", None with { Actor = "a' or '1" }),
            ("station", None with { Station = "大猫" }),
            ("item", None with { Item = "SS'02" }),
            ("verdict", None with { Verdict = "maybe" }),
            ("stage", None with { Stage = "submitted" }),
            ("from", None with { From = "2026-7-1" }),
            ("from", None with { From = "0001-01-01" }),
            ("to", None with { To = "2026-02-30" }),
            ("to", None with { From = "2026-07-02", To = "2026-07-01" }),
        ];

        Assert.All(wrong, each => Assert.Equal(
            ("malformed-parameter", each.Field),
            (AuditQuery.Parse(each.Criteria).Problem.Code, AuditQuery.Parse(each.Criteria).Problem.Field)));
    }

    [Fact]
    public void Partition_SeveralCriteria_IsThatOfTheMostSelective()
    {
        AuditCriteria all = new(null, Hash, "clerk-1", "damao", "SS-02", "approved", "completed", "2026-07-01", null);

        Assert.Equal($"person|{Hash}", Of(all));
        Assert.Equal("actor|clerk-1", Of(all with { Person = null }));
        Assert.Equal("verdict|approved", Of(all with { Person = null, Actor = null }));
        Assert.Equal("stage|completed", Of(all with { Person = null, Actor = null, Verdict = null }));
        Assert.Equal("station|damao", Of(None with { Station = "damao", Item = "SS-02" }));
        Assert.Equal("item|SS-02", Of(None with { Item = "SS-02", To = "2026-07-01" }));
        Assert.Null(Of(None with { To = "2026-07-01" }));

        static string? Of(AuditCriteria criteria) => AuditQuery.Parse(criteria).Value.Partition;
    }

    [Fact]
    public void Period_Days_AreThoseOfChina()
    {
        AuditQuery query = AuditQuery.Parse(None with { From = "2026-07-15", To = "2026-07-15" }).Value;

        Assert.Equal(new DateTimeOffset(2026, 7, 14, 16, 0, 0, TimeSpan.Zero), query.Since);
        Assert.Equal(new DateTimeOffset(2026, 7, 15, 16, 0, 0, TimeSpan.Zero), query.Before);
        Assert.True(query.Fits(Entry(query.Since!.Value)));
        Assert.True(query.Fits(Entry(query.Before!.Value.AddTicks(-1))));
        Assert.False(query.Fits(Entry(query.Since!.Value.AddTicks(-1))));
        Assert.False(query.Fits(Entry(query.Before!.Value)));
    }

    [Theory]
    [InlineData("case-submitted", "clerk-1", "actor day person station item")]
    [InlineData("review-claimed", "reviewer-1", "actor")]
    [InlineData("case-closed", "system", "day person")]
    [InlineData("payment-settled", "bank", "day person")]
    [InlineData("something-new", "clerk-1", "actor day person")]
    public void PartitionsOf_Action_AreItsKeys(string action, string actorId, string expected) => Assert.Equal(
        expected,
        string.Join(' ', AuditIndexRules.PartitionsOf(Entry(DateTimeOffset.UnixEpoch, action, actorId))
            .Select(partition => partition.Split('|')[0])));

    [Fact]
    public void PartitionsOf_VerdictAndStage_AreKeysOfTheirOwn()
    {
        AuditIndexEntry entry = Entry(DateTimeOffset.UnixEpoch, LedgerActions.DecisionApplied, "reviewer-1");

        Assert.Contains("verdict|approved", AuditIndexRules.PartitionsOf(entry with { Verdict = "approved" }));
        Assert.Contains("stage|lapsed", AuditIndexRules.PartitionsOf(entry with { Stage = "lapsed" }));
    }

    [Fact]
    public void OfDay_NewerDay_SortsFirst() => Assert.True(string.CompareOrdinal(
        AuditIndexRules.OfDay(new DateOnly(2026, 7, 15)), AuditIndexRules.OfDay(new DateOnly(2026, 7, 14))) < 0);

    private static AuditIndexEntry Entry(
        DateTimeOffset at, string action = LedgerActions.CaseSubmitted, string actorId = "clerk-1") =>
        new(1, at, actorId, "clerk", action, null, Hash, "damao", "SS-02", null, null);
}
