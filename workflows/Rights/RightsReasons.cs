namespace Daoban.Workflows.Rights;

/// <summary>Why a resident asks, and why a request is refused. Codes, because ledger and history keep them.</summary>
public static class RightsReasons
{
    /// <summary>本人要求: the resident wants it; no reason is owed for a copy.</summary>
    public const string ResidentAsked = "resident-asked";

    /// <summary>信息不准确: a field is wrong or incomplete.</summary>
    public const string Inaccurate = "inaccurate";

    /// <summary>目的已实现: the case is done and the data are not needed any more.</summary>
    public const string PurposeAchieved = "purpose-achieved";

    /// <summary>撤回同意: the consent behind the data was taken back.</summary>
    public const string ConsentWithdrawn = "consent-withdrawn";

    /// <summary>近亲属: a near relative of a resident who has died (Personal Information Protection Law 49).</summary>
    public const string RelativeOfDeceased = "relative-of-deceased";

    /// <summary>身份不能证明: who asks could not show who they are.</summary>
    public const string IdentityNotProven = "identity-not-proven";

    /// <summary>依法应当保存: the law asks for keeping as it is.</summary>
    public const string LawRequiresKeeping = "law-requires-keeping";

    /// <summary>信息无误: the field is right as it is.</summary>
    public const string FieldIsRight = "field-is-right";

    /// <summary>Reasons of a request.</summary>
    public static IReadOnlyList<string> OfRequests { get; } =
        [ResidentAsked, Inaccurate, PurposeAchieved, ConsentWithdrawn, RelativeOfDeceased];

    /// <summary>Reasons of a refusal.</summary>
    public static IReadOnlyList<string> OfRefusals { get; } = [IdentityNotProven, LawRequiresKeeping, FieldIsRight];
}
