using System.Diagnostics;
using System.Text;
using Daoban.Run.Demo;
using Daoban.TestKit;

namespace Daoban.Tools.Tests.Run;

public sealed class DemoPapersTests
{
    [Fact]
    public void For_FiveMaterials_TakesTurnsAndNeverRepeatsAPaper()
    {
        IReadOnlyList<DemoPaper> papers = DemoPapers.For(DemoResidents.Free, "M01", "M01", "M02", "M03", "M09");

        Assert.Equal(
            ["image/png", "application/pdf", "image/jpeg", "image/png", "application/pdf"],
            papers.Select(paper => paper.MediaType));
        Assert.Equal(5, papers.Select(paper => Convert.ToBase64String(paper.Content)).Distinct().Count());
        Assert.All(papers, paper => Assert.InRange(paper.Content.Length, 100, 4096));
    }

    [Fact]
    public void For_AnyResident_CarriesEveryCanaryInPlainUtf8()
    {
        foreach (DemoResident resident in DemoResidents.All)
        {
            foreach (DemoPaper paper in DemoPapers.For(resident, "M01", "M02", "M06"))
            {
                Assert.All(resident.Canaries, canary => Assert.True(
                    paper.Content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0,
                    $"{canary} in {paper.MediaType}"));
            }
        }
    }

    [Fact]
    public void All_Residents_ShareNoCanary()
    {
        List<string> canaries = [.. DemoResidents.All.SelectMany(resident => resident.Canaries)];

        Assert.Equal(30, canaries.Distinct().Count());
    }

    /// <summary>Another program's opinion, where it is installed: <c>file</c> of every Linux.</summary>
    [Theory]
    [InlineData(0, "PNG image data, 86 x 54, 8-bit grayscale")]
    [InlineData(1, "PDF document, version 2.0")]
    [InlineData(2, "JPEG image data")]
    public async Task For_Paper_IsWhatItSays(int index, string description)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/file"), "file(1) is not installed");
        using ScratchFolder folder = new();
        string path = folder.Combine("paper");
        await File.WriteAllBytesAsync(path, DemoPapers.For(DemoResidents.Paid, "M01", "M02", "M06")[index].Content);

        ProcessStartInfo start = new("/usr/bin/file", ["-b", path]) { RedirectStandardOutput = true };
        using Process file = Process.Start(start)!;
        string output = await file.StandardOutput.ReadToEndAsync();

        Assert.StartsWith(description, output, StringComparison.Ordinal);
    }
}
