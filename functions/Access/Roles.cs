namespace Daoban.Functions.Access;

/// <summary>The roles that a token may carry.</summary>
internal static class Roles
{
    /// <summary>经办人: takes in cases at stations.</summary>
    public const string Clerk = "clerk";

    /// <summary>审核人: decides on cases of districts.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>主管: oversees stations and statistics.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>银行经办: settles the bank's statements.</summary>
    public const string BankOfficer = "bank-officer";

    /// <summary>审计人: reads every record, changes none.</summary>
    public const string Auditor = "auditor";

    /// <summary>管理员: runs the installation.</summary>
    public const string Admin = "admin";

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } = [Clerk, Reviewer, Supervisor, BankOfficer, Auditor, Admin];
}
