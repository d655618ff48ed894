using System.Security.Cryptography;
using System.Text;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Ledger;

/// <summary>
/// A ledger entry as it is kept: what is stored is what is hashed, so no serializer can make them differ.
/// </summary>
public sealed class LedgerLine
{
    private LedgerLine(string text, LedgerEntry entry, string hash)
    {
        Text = text;
        Entry = entry with { Hash = hash };
    }

    /// <summary>The kept JSON.</summary>
    public string Text { get; }

    /// <summary>What it says, with its hash.</summary>
    public LedgerEntry Entry { get; }

    /// <summary>SHA-256 of the text, lower-case hex.</summary>
    public string Hash => Entry.Hash!;

    /// <summary>The line of a new entry.</summary>
    public static LedgerLine Write(LedgerEntry entry) => Of(LedgerJson.Serialize(entry with { Hash = null }));

    /// <summary>Reads a kept line.</summary>
    /// <exception cref="System.Text.Json.JsonException">Not an entry.</exception>
    /// <exception cref="UnknownFormatException">An entry of a format that this build does not know.</exception>
    public static LedgerLine Of(string text)
    {
        LedgerEntry entry = LedgerJson.Deserialize<LedgerEntry>(text);
        return entry.Format == LedgerChain.Format
            ? new(text, entry, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))))
            : throw new UnknownFormatException("A ledger entry", null);
    }
}
