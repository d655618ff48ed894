using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Tests.CaseFiles;

/// <summary>Case files as tests need them; protected fields are opaque texts here.</summary>
internal static class Samples
{
    public const string CaseId = "3f8a1c52-7a0e-4c7e-9d7a-0b1c2d3e4f50";

    public static CaseFile File(CaseStage stage, string intakeClerk = "clerk-1") => new(CaseId)
    {
        Head = new ChainHead(1, LedgerChain.Genesis, default),
        Record = new CaseRecord(
            "SS-02",
            1,
            "damao",
            "330902",
            intakeClerk,
            new DateTimeOffset(2026, 7, 15, 7, 0, 0, TimeSpan.Zero),
            "content",
            stage,
            ReasonCode: null,
            DueAt: null,
            ClosedAt: null,
            new ResidentRecord("p1", "p2", "h", Phone: null, "p3", BankAccount: null, BankAccountKind: null),
            new IdentityCheckRecord("FACE", "MATCH", default, "consent-1", WitnessId: null),
            ProtectedNote: null),
    };
}
