using Daoban.Workflows.Documents;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Documents;

public sealed class DocumentBodyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(3L)]
    [InlineData(1L)]
    public async Task Read_Body_IsWholeWhateverWasAnnounced(long? announced)
    {
        using var body = new MemoryStream([1, 2, 3]);

        Assert.Equal([1, 2, 3], (await DocumentBody.ReadAsync(body, announced, default)).Value);
    }

    [Fact]
    public async Task Read_AnnouncedTooLarge_IsRefusedUnread()
    {
        using var body = new MemoryStream([1]);

        Problem problem = (await DocumentBody.ReadAsync(body, DocumentType.MaximumBytes + 1L, default)).Problem;

        Assert.Equal(ProblemCodes.TooLarge, problem.Code);
        Assert.Equal(DocumentType.MaximumBytes, problem.Facts!["maximumBytes"]);
        Assert.Equal(0, body.Position);
    }

    [Fact]
    public async Task Read_AtAndAboveTheLimit_StopsAtTheLimit()
    {
        using var largest = new MemoryStream(new byte[DocumentType.MaximumBytes]);
        using var larger = new MemoryStream(new byte[DocumentType.MaximumBytes + 1]);

        Assert.Equal(DocumentType.MaximumBytes, (await DocumentBody.ReadAsync(largest, null, default)).Value.Length);
        Assert.Equal(ProblemCodes.TooLarge, (await DocumentBody.ReadAsync(larger, null, default)).Problem.Code);
    }

    [Fact]
    public async Task Read_EmptyBody_IsWrongType() =>
        Assert.Equal(ProblemCodes.WrongType, (await DocumentBody.ReadAsync(Stream.Null, 0, default)).Problem.Code);
}
