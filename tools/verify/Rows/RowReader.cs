using System.Security.Cryptography;
using System.Text;
using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Ledgers;
using Daoban.Verify.Manifests;
using Daoban.Verify.Packages;

namespace Daoban.Verify.Rows;

/// <summary>Reads the rows of a package and compares them with the commitments of the ledger.</summary>
/// <param name="package">The package.</param>
/// <param name="manifest">Its manifest.</param>
/// <param name="ledger">Its ledger.</param>
/// <param name="states">What the ledger says of each row.</param>
internal sealed class RowReader(Package package, Manifest manifest, Ledger ledger, RowStates states)
{
    private readonly Dictionary<string, RowLineJson> rows = new(StringComparer.Ordinal);

    /// <summary>Every row that was read, by its key.</summary>
    public IReadOnlyDictionary<string, RowLineJson> Rows => rows;

    /// <summary>The entry that says that the case's key was destroyed; null when it was not.</summary>
    public LedgerLink? Shredding { get; } =
        ledger.Links.LastOrDefault(link => link.Entry.Action == ShreddingRules.Action);

    public Broken? ReadAll()
    {
        foreach (string path in manifest.Entries.Select(entry => entry.Path).Where(PackagePaths.IsRows))
        {
            package.TryFind(path, out PackageFile? file);
            if (!Lines.TrySplit(file!.Content, out IReadOnlyList<ReadOnlyMemory<byte>>? lines))
            {
                return new Broken(path, null, "最后一行被截断。", "The last line is cut off.");
            }

            for (int i = 0; i < lines.Count; i++)
            {
                if (Add(path, i + 1, lines[i]) is { } broken)
                {
                    return broken;
                }
            }
        }

        return states.Present.FirstOrDefault(row => !rows.ContainsKey(row)) is { } missing
            ? Ledger.At(
                states.Find(missing)!.Sequence,
                $"此条留下的行 {missing} 不在包内：行被删除。",
                $"The row {missing}, which this entry left, is not in the package: it was removed.")
            : null;
    }

    private Broken? Add(string path, int number, ReadOnlyMemory<byte> line)
    {
        if (!StrictJson.TryRead(line.Span, out RowLineJson? row)
            || (row.Salt is not null && !Hex.IsHash(row.Salt))
            || !RowKinds.Fits(row.Row, path))
        {
            return new Broken(
                path, number, "这一行不是此文件应有的案卷记录。", "This line is no row of the kind that the file holds.");
        }

        if (!rows.TryAdd(row.Row, row))
        {
            return new Broken(path, number, $"行 {row.Row} 重复。", $"The row {row.Row} stands twice.");
        }

        RowState? state = states.Find(row.Row);
        if (state is null && row.Salt is null && Shredding is not null)
        {
            // Without a key nothing is committed to any more; the entries that followed are chained all the same.
            return null;
        }

        if (state?.Commitment is null)
        {
            return new Broken(
                path,
                number,
                $"行 {row.Row} 在台账中没有来历：未经记录被加入，或应已删除。",
                $"No ledger entry accounts for the row {row.Row}: it was added without one, or should be gone.");
        }

        return row.Salt is null ? CheckShredded(path, number, row, state) : CheckCommitment(path, number, row, state);
    }

    private static Broken? CheckCommitment(string path, int number, RowLineJson row, RowState state)
    {
        byte[] salt = Convert.FromHexString(row.Salt!);
        string found = Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(row.Text)));
        return found == state.Commitment
            ? null
            : new Broken(
                path,
                number,
                $"行 {row.Row} 的内容被改动：台账第 {state.Sequence} 条的承诺值是 {state.Commitment}，实为 {found}。",
                $"The row {row.Row} was changed: entry {state.Sequence} of the ledger has the commitment "
                + $"{state.Commitment}, the row has {found}.");
    }

    private Broken? CheckShredded(string path, int number, RowLineJson row, RowState state) =>
        Shredding is not null && Shredding.Sequence >= state.Sequence
            ? null
            : new Broken(
                path,
                number,
                $"行 {row.Row} 没有盐值，台账也没有销毁密钥的记录：内容无法核对。",
                $"The row {row.Row} comes without its salt, and no entry says that the key was destroyed: it cannot "
                + "be checked.");
}
