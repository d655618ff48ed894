namespace Daoban.Workflows.Review;

/// <summary>Why a case can be rejected. Codes, because durable history and ledger keep them.</summary>
public static class RejectionReasons
{
    /// <summary>不符合条件: the resident does not meet the item's conditions.</summary>
    public const string NotEligible = "not-eligible";

    /// <summary>材料不真实或不清楚: a paper is false or cannot be read.</summary>
    public const string MaterialInvalid = "material-invalid";

    /// <summary>重复享受: the resident draws a benefit that excludes this one.</summary>
    public const string DuplicateBenefit = "duplicate-benefit";

    /// <summary>身份存疑: identity could not be established.</summary>
    public const string IdentityDoubtful = "identity-doubtful";

    /// <summary>其他: explained in the comment.</summary>
    public const string Other = "other";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [NotEligible, MaterialInvalid, DuplicateBenefit, IdentityDoubtful, Other];
}
