using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Builds and checks the hash chain of a case's ledger.</summary>
public static class LedgerChain
{
    /// <summary>Previous hash of the first entry.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>The entry that follows <paramref name="head"/>.</summary>
    public static LedgerEntry Append(string caseId, ChainHead? head, LedgerDraft draft, DateTimeOffset now)
    {
        LedgerEntry entry = new(
            (head?.Sequence ?? 0) + 1,
            now.ToUniversalTime(),
            draft.Actor.Id,
            draft.Actor.Role,
            draft.Action,
            draft.Subject,
            draft.Outcome,
            draft.Reason,
            draft.AmountFen,
            head?.Hash ?? Genesis,
            string.Empty);
        return entry with { Hash = HashOf(caseId, entry) };
    }

    /// <summary>Whether the entries are a whole, unbroken chain that ends in <paramref name="head"/>.</summary>
    public static bool IsIntact(string caseId, IReadOnlyList<LedgerEntry> entries, ChainHead? head)
    {
        string previous = Genesis;
        for (int i = 0; i < entries.Count; i++)
        {
            LedgerEntry entry = entries[i];
            if (entry.Sequence != i + 1 || entry.PreviousHash != previous || entry.Hash != HashOf(caseId, entry))
            {
                return false;
            }

            previous = entry.Hash;
        }

        return entries.Count == (head?.Sequence ?? 0) && previous == (head?.Hash ?? Genesis);
    }

    // The canonical form is written by hand: a serializer's defaults may change, an old chain must still verify.
    private static string HashOf(string caseId, LedgerEntry entry)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue("ledger/1");
            writer.WriteStringValue(caseId);
            writer.WriteNumberValue(entry.Sequence);
            writer.WriteStringValue(entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteStringValue(entry.ActorId);
            writer.WriteStringValue(entry.Role);
            writer.WriteStringValue(entry.Action);
            writer.WriteStringValue(entry.Subject);
            writer.WriteStringValue(entry.Outcome);
            writer.WriteStringValue(entry.Reason);
            if (entry.AmountFen is { } amount)
            {
                writer.WriteNumberValue(amount);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteStringValue(entry.PreviousHash);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }
}
