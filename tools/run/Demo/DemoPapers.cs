namespace Daoban.Run.Demo;

/// <summary>
/// Papers that carry a resident's data as plain text, so that a leak scan finds them wherever they show.
/// </summary>
internal static class DemoPapers
{
    /// <summary>One paper for each material; the formats take turns.</summary>
    public static IReadOnlyList<DemoPaper> For(DemoResident resident, params string[] materials) =>
        [.. materials.Select((material, number) => Create(resident, material, number))];

    private static DemoPaper Create(DemoResident resident, string material, int number)
    {
        // Two papers of one material must differ, as two people's cards do.
        string text = $"{material} ({number + 1}): {string.Join(", ", resident.Canaries)}";
        (string mediaType, byte[] content) = (number % 3) switch
        {
            0 => ("image/png", PngPaper.Write(text)),
            1 => ("application/pdf", PdfPaper.Write(text)),
            _ => ("image/jpeg", JpegPaper.Write(text)),
        };
        return new DemoPaper(Guid.NewGuid().ToString("D"), material, mediaType, content);
    }
}
