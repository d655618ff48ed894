namespace Daoban.Verify.Rows;

/// <summary>How the ledger says that the key of a case was destroyed, and with it every salt.</summary>
internal static class ShreddingRules
{
    public const string Action = "data-deleted";
}
