using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Daoban.TestKit;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Statements;

namespace Daoban.Workflows.Tests.Statements;

public sealed class StatementFileTests
{
    private static readonly DateOnly Day = new(2026, 11, 25);

    // 00:00 and 23:59:59 of the day in China.
    private static readonly BankCallback First = Payment("S1", 250_000, "2026-11-24T16:00:00Z");
    private static readonly BankCallback Last = Payment("S2", 1, "2026-11-25T15:59:59Z");

    public static TheoryData<string, string, string> Headers => new()
    {
        { "format", "\"daoban-statement/2\"", StatementCodes.FormatUnknown },
        { "format", "null", StatementCodes.FormatUnknown },
        { "merchantId", "\"another\"", StatementCodes.OtherMerchant },
        { "day", "\"2026-11-24\"", StatementCodes.OtherDay },
        { "day", "\"25.11.2026\"", StatementCodes.OtherDay },
        { "linesSha256", "\"00\"", StatementCodes.HashDiffers },
        { "linesSha256", "null", StatementCodes.HashDiffers },
        { "count", "1", StatementCodes.CountDiffers },
        { "count", "3", StatementCodes.CountDiffers },
        { "count", "null", StatementCodes.CountDiffers },
        { "count", "\"2\"", StatementCodes.Malformed },
        { "sumFen", "250000", StatementCodes.SumDiffers },
        { "sumFen", "250002", StatementCodes.SumDiffers },
        { "sumFen", "null", StatementCodes.SumDiffers },
        { "sumFen", "250001.5", StatementCodes.Malformed },
    };

    public static TheoryData<string, string> Lines => new()
    {
        { "", StatementCodes.LineInvalid },
        { "null", StatementCodes.LineInvalid },
        { "[]", StatementCodes.LineInvalid },
        { "{}", StatementCodes.LineInvalid },
        { Line("a/b", "S3", "1"), StatementCodes.LineInvalid },
        { Line("O1", "", "1"), StatementCodes.LineInvalid },
        { Line("O1", new string('9', 65), "1"), StatementCodes.LineInvalid },
        { Line("O1", "S3", "0"), StatementCodes.LineInvalid },
        { Line("O1", "S3", "-1"), StatementCodes.LineInvalid },
        { Line("O1", "S3", "1.5"), StatementCodes.LineInvalid },
        { Line("O1", "S3", "10000000001"), StatementCodes.LineInvalid },
        { Line("O1", "S3", "9223372036854775808"), StatementCodes.LineInvalid },
        { Line("O1", "S3", "1", "2026-11-25T16:00:00Z"), StatementCodes.OtherDay },
        { Line("O1", "S3", "1", "2026-11-24T15:59:59Z"), StatementCodes.OtherDay },
        { Line("O1", "S1", "1"), StatementCodes.DuplicateSerial },
    };

    [Fact]
    public void Read_SoundFile_HasEveryPaymentTheSumAndTheHashOfTheWhole()
    {
        byte[] file = StatementText.Write(Day, First, Last);

        Statement statement = Read(file).Statement!;

        Assert.Equal([First, Last], statement.Payments);
        Assert.Equal(250_001, statement.SumFen);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), statement.Sha256);
    }

    [Fact]
    public void Read_ExampleOfTheContract_IsSound()
    {
        string contract = File.ReadAllText(Repository.PathTo("docs", "bank-contract.md"));
        int start = contract.IndexOf("{\"format\":", StringComparison.Ordinal);
        string example = contract[start..contract.IndexOf("```", start, StringComparison.Ordinal)];

        Statement statement = StatementFile.Read(Encoding.UTF8.GetBytes(example), "daoban-dev", Day).Statement!;

        Assert.Equal((2, 1_734_300), (statement.Payments.Count, statement.SumFen));
    }

    [Fact]
    public void Read_DayWithoutPayments_IsSound() =>
        Assert.Empty(Read(StatementText.Write(Day)).Statement!.Payments);

    [Theory]
    [MemberData(nameof(Headers))]
    public void Read_HeaderWithOneFault_IsRefused(string member, string json, string code) =>
        Assert.Equal(code, Read(StatementText.Write(
            Day, header => header[member] = JsonNode.Parse(json), First, Last)).Refusal);

    [Theory]
    [MemberData(nameof(Lines))]
    public void Read_LineWithOneFault_IsRefusedAsAWhole(string line, string code)
    {
        string sound = Line("O1", "S1", "1");

        StatementReading reading = Read(StatementText.WriteLines(
            Day, _ => { }, [sound, .. line.Length == 0 ? ["null"] : (string[])[line]]));

        Assert.Null(reading.Statement);
        Assert.Equal(code, reading.Refusal);
    }

    [Fact]
    public void Read_CutAtAnyByte_IsRefused()
    {
        byte[] file = StatementText.Write(Day, First, Last);

        Assert.All(
            Enumerable.Range(0, file.Length), length => Assert.NotNull(Read(file[..length]).Refusal));
    }

    [Fact]
    public void Read_AnyByteChanged_IsRefusedOrTellsTheSame()
    {
        byte[] file = StatementText.Write(Day, First, Last);

        Assert.All(Enumerable.Range(0, file.Length), index =>
        {
            byte[] changed = [.. file];
            changed[index] ^= 0x01;
            StatementReading reading = Read(changed);

            Assert.True(
                reading.Refusal is not null || reading.Statement!.Payments.SequenceEqual([First, Last]), $"{index}");
        });
    }

    [Fact]
    public void Read_LongerThanAllowed_IsRefusedUnread() =>
        Assert.Equal(StatementCodes.TooLarge, Read(new byte[StatementFile.LongestFile + 1]).Refusal);

    [Fact]
    public void Read_WhatIsNoTextAtAll_IsRefused()
    {
        Assert.Equal(StatementCodes.Truncated, Read([]).Refusal);
        Assert.Equal(StatementCodes.Malformed, Read([.. Encoding.UTF8.GetPreamble(), (byte)'{', (byte)'\n']).Refusal);
        Assert.Equal(StatementCodes.Malformed, Read([0xff, 0xfe, 0x00, (byte)'\n']).Refusal);
    }

    private static StatementReading Read(byte[] file) => StatementFile.Read(file, StatementText.Merchant, Day);

    private static string Line(string order, string serial, string amount, string at = "2026-11-25T03:00:00Z") =>
        $$"""{"orderId":"{{order}}","bankSerial":"{{serial}}","amountFen":{{amount}},"paidAt":"{{at}}"}""";

    private static BankCallback Payment(string serial, long fen, string at) =>
        new("order-1", serial, fen, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
}
