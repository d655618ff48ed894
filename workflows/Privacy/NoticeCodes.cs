namespace Daoban.Workflows.Privacy;

/// <summary>The notices and consent purposes that code asks for by name; the file must have them.</summary>
public static class NoticeCodes
{
    /// <summary>The notice before an intake.</summary>
    public const string Intake = "intake";

    /// <summary>Consent to a face check on the tablet (rules R12.2).</summary>
    public const string FaceCheck = "face-check";

    /// <summary>A guardian's consent to data of a child under fourteen (law 31).</summary>
    public const string MinorData = "minor-data";

    internal static IReadOnlyList<(string Code, NoticeKind Kind)> Needed { get; } =
        [(Intake, NoticeKind.Notice), (FaceCheck, NoticeKind.Consent), (MinorData, NoticeKind.Consent)];
}
