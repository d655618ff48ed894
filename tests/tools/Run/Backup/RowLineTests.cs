using Azure.Data.Tables;
using Daoban.Run.Backup;
using Daoban.Run.Launch;

namespace Daoban.Tools.Tests.Run.Backup;

public sealed class RowLineTests
{
    public static TheoryData<object> Values =>
    [
        "", "岛办 \"quoted\" \\ \u0001 \r\n\t \u2028 \U0001F3DD", new string('长', 30_000),
        true, false,
        0, int.MinValue, int.MaxValue,
        0L, long.MinValue, long.MaxValue,
        0d, -0d, 5d, 0.1, double.MinValue, double.MaxValue, double.Epsilon, 1e22, double.NaN,
        double.PositiveInfinity, double.NegativeInfinity,
        Guid.Empty, Guid.Parse("4eed02c0-0b55-4c7e-9a3f-000000000001"),
        Array.Empty<byte>(), new byte[] { 0, 255, 254, 1 },
        new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 11, 25, 22, 11, 13, TimeSpan.Zero).AddTicks(1_234_567),
        new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_999),
    ];

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Read_OfWrittenValue_IsTheSameValueOfTheSameType(object value)
    {
        string line = RowLine.Write(new TableEntity("p", "r") { ["Value"] = value });
        TableEntity read = RowLine.Read(line);

        Assert.DoesNotContain('\n', line);
        Assert.IsType(value.GetType(), read["Value"]);
        Assert.Equal(value, read["Value"]);
        Assert.Equal(line, RowLine.Write(read));
    }

    [Fact]
    public void Write_InstantWithOffset_IsTheSameInstant()
    {
        DateTimeOffset instant = new(2026, 11, 26, 6, 11, 13, TimeSpan.FromHours(8));

        string line = RowLine.Write(new TableEntity("p", "r") { ["At"] = instant });

        Assert.Equal(
            """{"partition":"p","row":"r","values":{"At":["datetime","2026-11-25T22:11:13.0000000Z"]}}""", line);
    }

    [Fact]
    public void Write_StoragesOwnProperties_AreLeftOutAndNamesAreInOrdinalOrder()
    {
        TableEntity entity = new("p|1", "r'2")
        {
            ["b"] = 1,
            ["B"] = 2L,
            ["a"] = "x",
            ["Nothing"] = null,
            Timestamp = DateTimeOffset.UnixEpoch,
            ETag = new Azure.ETag("W/\"1\""),
        };

        Assert.Equal(
            """{"partition":"p|1","row":"r'2","values":{"B":["int64","2"],"a":["string","x"],"b":["int32","1"]}}""",
            RowLine.Write(entity));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"partition":"p","row":"r","values":{"a":["int32","5000000000"]}}""")]
    [InlineData("""{"partition":"p","row":"r","values":{"a":["int32","1.0"]}}""")]
    [InlineData("""{"partition":"p","row":"r","values":{"a":["bool","yes"]}}""")]
    [InlineData("""{"partition":"p","row":"r","values":{"a":["decimal","1"]}}""")]
    [InlineData("""{"partition":"p","row":"r","values":{"a":["datetime","yesterday"]}}""")]
    [InlineData("""{"partition":"p","row":"r","values":{"a":["string","x"]},"more":1}""")]
    public void Read_LineOfAnotherShape_IsRefused(string line) =>
        Assert.Throws<LaunchException>(() => RowLine.Read(line));
}
