namespace Daoban.Issuer.People;

/// <summary>The staff of the demonstration: two stations and their districts 定海 (330902) and 普陀 (330903).</summary>
internal static class DemoPeople
{
    private const string Dinghai = "330902";
    private const string Putuo = "330903";

    private static readonly string[] SocialSecurity = ["social-security"];

    // A township's counter reviews for every department; the county's second look is its own department's.
    private static readonly string[] Every = ["social-security", "health", "police"];

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        Clerk("clerk-damao", "林小渔", "damao"),
        Clerk("clerk-dongji", "周海燕", "dongji"),
        Reviewer("reviewer-dinghai-1", "陈初审", [Dinghai], Every, 1),
        Reviewer("reviewer-dinghai-2", "王复核", [Dinghai], SocialSecurity, 2),
        Reviewer("reviewer-dinghai-both", "徐双岗", [Dinghai], Every, 1, 2),
        Reviewer("reviewer-putuo-1", "何初审", [Putuo], Every, 1),
        Reviewer("reviewer-putuo-2", "郑复核", [Putuo], SocialSecurity, 2),
        Office("auditor", "孙审计", "auditor"),
        Office("auditor-2", "李审计", "auditor"),
        Office("bank-officer", "钱专员", "bank-officer"),
        new("supervisor", "赵督导", "supervisor", [], [Dinghai, Putuo], [], []),
        Office("admin", "吴管理", "admin"),
    ];

    private static DemoPerson Clerk(string id, string name, string station) =>
        new(id, name, "clerk", [station], [], [], []);

    private static DemoPerson Reviewer(
        string id,
        string name,
        IReadOnlyList<string> districts,
        IReadOnlyList<string> departments,
        params int[] levels) =>
        new(id, name, "reviewer", [], districts, departments, levels);

    private static DemoPerson Office(string id, string name, string role) => new(id, name, role, [], [], [], []);
}
