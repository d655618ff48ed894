namespace Daoban.Run.Demo;

/// <summary>The stages that end a case.</summary>
internal static class CaseStages
{
    public const string Completed = "completed";
    public const string Rejected = "rejected";
    public const string Lapsed = "lapsed";

    private static readonly string[] Final = [Completed, Rejected, Lapsed, "cancelled", "withdrawn"];

    public static bool IsFinal(string stage) => Final.Contains(stage, StringComparer.OrdinalIgnoreCase);
}
