using System.Text.Json;
using Daoban.TestKit;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Storage;

public sealed class DataFileTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{ "a": 1, "a": 2 }""")]
    public void Parse_NoJsonOrDoubleMember_NamesTheFile(string text)
    {
        string path = Path.Combine(folder.Path, "data.json");
        File.WriteAllText(path, text);

        DataFileException exception = Assert.Throws<DataFileException>(() => DataFile.Parse(path));

        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_AbsentFile_NamesTheFile()
    {
        string path = Path.Combine(folder.Path, "absent.json");

        Assert.StartsWith(
            path, Assert.Throws<DataFileException>(() => DataFile.Parse(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "code": "A", "colour": 1 }""", "colour")]
    [InlineData("""{ }""", "code")]
    [InlineData("""{ "code": null }""", "code")]
    [InlineData("""{ "code": 7 }""", "code")]
    public void Read_AnotherShape_NamesTheMember(string json, string member)
    {
        using JsonDocument document = JsonDocument.Parse(json);

        DataFileException exception =
            Assert.Throws<DataFileException>(() => DataFile.Read<Row>("data.json", "row 1", document.RootElement));

        Assert.StartsWith("data.json: row 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains(member, exception.Message, StringComparison.Ordinal);
    }

    private sealed record Row
    {
        public required string Code { get; init; }
    }
}
