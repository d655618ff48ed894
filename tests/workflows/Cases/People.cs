using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Identity;

namespace Daoban.Workflows.Tests.Cases;

/// <summary>Invented people with the synthetic ID number of rules §1.</summary>
internal static class People
{
    public static Actor Clerk { get; } = new("clerk-damao", "clerk", ["damao"], [], null);

    public static Actor Reviewer(int level) => new($"reviewer-{level}", "reviewer", [], ["330902"], level);

    public static CaseSubmission Submission(
        string caseId, string itemCode, IReadOnlyList<MaterialData> materials, DateTimeOffset now) => new(
        caseId,
        itemCode,
        "damao",
        new ResidentData(
            "沈海珍",
            "33090219620715998x",
            "舟山市定海区环南街道大猫村 1 号",
            "138 0000 0000",
            new BankAccountData(BankAccountKind.Card, "6228 4800 0000 0007")),
        new IdentityCheckData("FACE", "MATCH", now, ConsentId: "consent-1"),
        materials,
        "腿脚不便，由家人陪同");
}
