using System.Security.Cryptography;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Payments;

namespace Daoban.Workflows.Statements;

/// <summary>
/// Reads the bank's statement: JSON lines, a header and then the payments. A file of which anything is wrong is refused
/// as a whole, before the first payment is looked at. Pure.
/// </summary>
internal static class StatementFile
{
    /// <summary>The only format.</summary>
    public const string Format = "daoban-statement/1";

    /// <summary>The longest file, in bytes.</summary>
    public const int LongestFile = 16 * 1024 * 1024;

    private const int MostPayments = 100_000;
    private const long LargestAmountFen = 100_000_000_00;

    /// <summary>Reads a file that should be our statement of <paramref name="day"/>.</summary>
    public static StatementReading Read(ReadOnlyMemory<byte> file, string merchantId, DateOnly day)
    {
        if (file.Length > LongestFile)
        {
            return StatementCodes.TooLarge;
        }

        int end = file.Span.IndexOf((byte)'\n');
        if (end < 0 || file.Span[^1] != '\n')
        {
            return StatementCodes.Truncated;
        }

        ReadOnlyMemory<byte> lines = file[(end + 1)..];
        return BankJson.TryRead<StatementHeader>(file[..end].ToArray()) is not { } header ? StatementCodes.Malformed
            : header.Format != Format ? StatementCodes.FormatUnknown
            : header.MerchantId != merchantId ? StatementCodes.OtherMerchant
            : header.Day != Days.Text(day) ? StatementCodes.OtherDay
            : header.LinesSha256 != Hash(lines) ? StatementCodes.HashDiffers
            : ReadPayments(lines, day, out List<BankCallback> payments) is { } fault ? fault
            : header.Count != payments.Count ? StatementCodes.CountDiffers
            : header.SumFen != payments.Sum(payment => payment.AmountFen) ? StatementCodes.SumDiffers
            : payments.DistinctBy(payment => payment.BankSerial).Count() != payments.Count
                ? StatementCodes.DuplicateSerial
            : new Statement(Hash(file), header.SumFen.Value, payments);
    }

    private static string Hash(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

    private static string? ReadPayments(ReadOnlyMemory<byte> lines, DateOnly day, out List<BankCallback> payments)
    {
        payments = [];
        for (ReadOnlyMemory<byte> rest = lines; !rest.IsEmpty;)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            BankCallback? payment = BankJson.TryRead<BankCallback>(rest[..end].ToArray());
            if (payment is not { AmountFen: > 0 and <= LargestAmountFen }
                || !BankIds.IsSound(payment.OrderId)
                || !BankIds.IsSound(payment.BankSerial))
            {
                return StatementCodes.LineInvalid;
            }

            if (payment.PaidAt == default || ChinaTime.DateOf(payment.PaidAt) != day)
            {
                return StatementCodes.OtherDay;
            }

            payments.Add(payment);
            if (payments.Count > MostPayments)
            {
                return StatementCodes.TooLarge;
            }

            rest = rest[(end + 1)..];
        }

        return null;
    }
}
