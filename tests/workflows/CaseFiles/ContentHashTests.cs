using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Tests.CaseFiles;

public sealed class ContentHashTests
{
    [Fact]
    public void HashContent_FieldThatALaterBuildAdds_LeavesOldRepetitionsAlike() => Assert.Equal(
        new PlainHash().HashContent("decision", new { TaskId = "t", Comment = "c" }),
        new PlainHash().HashContent("decision", new { TaskId = "t", Urgency = (int?)null, Comment = "c" }));

    // Hashes are stored: this form stays.
    [Fact]
    public void HashContent_Form_IsTheOneOfStoredHashes() => Assert.Equal(
        """decision {"taskId":"t","id":"r","data":{"verdict":"approved","amountFen":0}}""",
        new PlainHash().HashContent(
            "decision", new { taskId = "t", Id = "r", data = new Workflows.Review.DecisionData(Verdict.Approved, 0) }));

    private sealed class PlainHash : IKeyedHash
    {
        public string Hash(string purpose, string value) => $"{purpose} {value}";
    }
}
