using System.Globalization;
using System.Text;

namespace Daoban.Run.Demo;

/// <summary>A PDF of one page (ISO 32000-2) with a text as its title.</summary>
internal static class PdfPaper
{
    public static byte[] Write(string text)
    {
        const string Page = "BT /F1 12 Tf 72 770 Td (Daoban demonstration paper, invented person) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {Page.Length} >>\nstream\n{Page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            // A byte order mark declares a text string as UTF-8 (7.9.2.2.1).
            $"<< /Title (\uFEFF{Escape(text)}) >>",
        ];
        using MemoryStream pdf = new();
        Append(pdf, "%PDF-2.0\n");
        List<long> offsets = [];
        for (int i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            Append(pdf, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        long table = pdf.Length;
        Append(pdf, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (long offset in offsets)
        {
            Append(pdf, string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        }

        Append(pdf, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return pdf.ToArray();
    }

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("(", "\\(", StringComparison.Ordinal)
        .Replace(")", "\\)", StringComparison.Ordinal);

    private static void Append(MemoryStream pdf, string text) => pdf.Write(Encoding.UTF8.GetBytes(text));
}
