using Daoban.Functions.Http;

namespace Daoban.Functions.Tests.Http;

public sealed class JsonShapeTests
{
    [Theory]
    [InlineData("$.resident.name", "resident.name")]
    [InlineData("$.materials[3].code", "materials[3].code")]
    [InlineData("$.resident.name\n", null)]
    [InlineData("$['33090219620715998X']", null)]
    [InlineData("$", null)]
    [InlineData(null, null)]
    public void FieldOf_PathOfTheSerializer_IsGivenBackOnlyAsAPlainName(string? path, string? expected) =>
        Assert.Equal(expected, JsonShape.FieldOf(path));
}
