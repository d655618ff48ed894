using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Daoban.BankSimulator.Statements;

/// <summary>Writes a statement as docs/bank-contract.md says, or damaged in one way.</summary>
internal static class StatementFile
{
    private const string Format = "daoban-statement/1";

    public static byte[] Write(
        string merchantId, DateOnly day, IEnumerable<StatementLine> payments, Damage damage = Damage.None)
    {
        StatementLine[] lines = [.. payments];
        lines = damage switch
        {
            Damage.Duplicate => [.. lines.Take(1), .. lines],
            Damage.Omit => lines[Math.Min(1, lines.Length)..],
            _ => lines,
        };
        byte[] body = Encoding.UTF8.GetBytes(string.Concat(lines.Select(Line)));
        DateOnly stated = damage is Damage.Day ? day.AddDays(-1) : day;
        StatementHeader header = new(
            damage is Damage.Format ? Format + "0" : Format,
            merchantId,
            stated.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            lines.Length + (damage is Damage.Count ? 1 : 0),
            lines.Sum(line => line.AmountFen) + (damage is Damage.Sum ? 1 : 0),
            damage is Damage.Hash ? new string('0', 64) : Convert.ToHexStringLower(SHA256.HashData(body)));
        byte[] file = [.. Encoding.UTF8.GetBytes(Line(header)), .. body];
        return damage is Damage.Truncate ? file[..^5] : file;
    }

    private static string Line<T>(T value) => JsonSerializer.Serialize(value, BankJson.Options) + "\n";
}
