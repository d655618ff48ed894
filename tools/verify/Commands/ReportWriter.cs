using System.Globalization;
using System.Text;
using Daoban.Verify.Findings;

namespace Daoban.Verify.Commands;

/// <summary>Prints what came of a verification, Chinese first.</summary>
internal static class ReportWriter
{
    public static void Write(TextWriter output, string name, Verification verification)
    {
        output.WriteLine($"岛办证据包核验 Daoban evidence verifier: {Visible(name)}");
        output.WriteLine();
        foreach (Remark remark in verification.Checked)
        {
            output.WriteLine($"  {Visible(remark.Chinese)}");
            output.WriteLine($"  {Visible(remark.English)}");
            output.WriteLine();
        }

        if (verification.FirstBroken is { } broken)
        {
            Write(output, name, broken, verification.ChangedFiles);
        }
        else
        {
            output.WriteLine("结论：完整。以上各项均已核对，未发现改动。");
            output.WriteLine("Verdict: whole. All of the above was checked, nothing was changed.");
        }
    }

    private static void Write(TextWriter output, string name, Broken broken, IReadOnlyList<string> changed)
    {
        string file = broken.File ?? name;
        (string chinese, string english) = broken.Line is { } line
            ? (string.Create(CultureInfo.InvariantCulture, $"{file} 第 {line} 行"),
                string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}"))
            : (file, file);
        output.WriteLine("结论：不完整，或无法核实。第一处断裂：");
        output.WriteLine($"  {Visible(chinese)}：{Visible(broken.Chinese)}");
        output.WriteLine("Verdict: not whole, or not to be verified. The first broken link:");
        output.WriteLine($"  {Visible(english)}: {Visible(broken.English)}");
        if (changed.Count > 0)
        {
            output.WriteLine(
                $"与签名的清单不符的文件 Files that are not those of the signed manifest: {string.Join(", ", changed)}");
        }
    }

    // A package may hold texts that would rewrite the terminal: controls, and marks that turn the direction of writing.
    private static string Visible(string text)
    {
        StringBuilder visible = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            visible.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? "\uFFFD"
                : rune.ToString());
        }

        return visible.ToString();
    }
}
