using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daoban.Tools.Tests.Verify;

/// <summary>
/// A small case, exported as docs/evidence-format.md says: six entries, two papers, two histories, an anchor after the
/// third entry and one after the last.
/// </summary>
internal sealed class CaseScript
{
    public const string CaseId = "3f2b6c1e-7a54-4d0e-9b1f-5c8d2e4a6b70";
    public const string FirstPaper = "11111111-1111-4111-8111-111111111111";
    public const string SecondPaper = "22222222-2222-4222-8222-222222222222";
    public const string OrderId = CaseId + "-1";
    public const string Chain = "case/" + CaseId;

    public static readonly DateTimeOffset Start = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    private readonly byte[] caseKey = SHA256.HashData("a case key"u8);
    private readonly List<string> ledger = [];
    private readonly Dictionary<string, string> rows = new(StringComparer.Ordinal);
    private string previousAnchor = "";

    public TestKey Key { get; init; } = new();

    /// <summary>The key of the first anchor, when it was another one then.</summary>
    public TestKey? FormerKey { get; init; }

    public TestAuthority Authority { get; init; } = new();

    /// <summary>When each entry was made, minutes after the start; heads are read at 10 and at 20.</summary>
    public int[] Minutes { get; init; } = [0, 1, 3, 11, 12, 13];

    /// <summary>Says of the time-stamping authority's clock, in minutes.</summary>
    public int StampDelay { get; init; }

    public bool OriginalsIncluded { get; init; } = true;

    /// <summary>Whether the personal data was deleted at the end, and the salts with it.</summary>
    public bool IsShredded { get; init; }

    public Dictionary<string, byte[]> Papers { get; } = new()
    {
        [FirstPaper] = Encoding.UTF8.GetBytes("%PDF-1.7 the first paper"),
        [SecondPaper] = Encoding.UTF8.GetBytes("%PDF-1.7 the second paper"),
    };

    public Evidence Build()
    {
        ledger.Clear();
        rows.Clear();
        previousAnchor = new string('0', 64);
        Evidence evidence = new()
        {
            OriginalsIncluded = OriginalsIncluded,
            ExportedAt = Start.AddMinutes(21),
        };
        string[] events = [.. Enumerable.Range(0, 5).Select(i => $$"""{"index":{{i}},"type":"TaskScheduled"}""")];
        Add(
            "case-submitted",
            Change("case", """{"caseId":"3f2b","stage":"submitted","name":"enc:AAAA"}"""),
            Change("d|" + FirstPaper, Document(FirstPaper)),
            Change("d|" + SecondPaper, Document(SecondPaper)));
        Add("review-opened", Change("t|t1", """{"taskId":"t1","state":"open"}"""));
        Add(
            "decision-applied",
            Change("t|t1", """{"taskId":"t1","state":"decided"}"""),
            Change("n|n1", """{"decisionId":"n1","verdict":"approved","comment":"enc:BBBB"}"""));
        Anchor(evidence, 7, 10, FormerKey ?? Key, index: 2, others: 5);
        Add("payment-ordered", Change($"p|{OrderId}", """{"orderId":"o1","amountFen":1080000,"state":"open"}"""));
        Add(
            "payment-settled",
            Change("b|s1", """{"bankSerial":"s1","amountFen":1080000}"""),
            Change($"p|{OrderId}", """{"orderId":"o1","amountFen":1080000,"state":"settled"}"""));
        AddLast(
            IsShredded ? "data-deleted" : "case-closed",
            [Mark(CaseId, events), Mark(OrderId, events[..3])],
            Change("case", """{"caseId":"3f2b","stage":"completed"}"""));
        Anchor(evidence, 8, 20, Key, index: 0, others: 0);

        evidence.SetLines("ledger.jsonl", ledger);
        evidence.SetLines($"history/{CaseId}.jsonl", events);
        evidence.SetLines($"history/{OrderId}.jsonl", events[..4]);
        AddRows(evidence, "case.jsonl", "case");
        AddRows(evidence, "documents.jsonl", "d|");
        AddRows(evidence, "decisions.jsonl", "n|");
        AddRows(evidence, "instructions.jsonl", "p|", "b|");
        AddRows(evidence, "tasks.jsonl", "t|");
        foreach ((string id, byte[] paper) in Papers.Where(_ => OriginalsIncluded && !IsShredded))
        {
            evidence.Files["originals/" + id] = [.. paper];
        }

        evidence.Seal(Key);
        return evidence;
    }

    /// <summary>A line of a file of rows.</summary>
    public string RowLine(string row, string text)
    {
        JsonObject line = new() { ["row"] = row, ["text"] = text };
        if (!IsShredded)
        {
            line["salt"] = Convert.ToHexStringLower(Salt(row));
        }

        return line.ToJsonString();
    }

    private string Document(string id) => new JsonObject
    {
        ["documentId"] = id,
        ["materialCode"] = "M01",
        ["mediaType"] = "application/pdf",
        ["length"] = Papers[id].Length,
        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Papers[id])),
    }.ToJsonString();

    private void Add(string action, params JsonNode[] changes) => AddLast(action, null, changes);

    private void AddLast(string action, JsonNode[]? histories, params JsonNode[] changes)
    {
        JsonObject entry = new()
        {
            ["format"] = "ledger/2",
            ["chain"] = Chain,
            ["sequence"] = ledger.Count + 1,
            ["at"] = Evidence.Instant(Start.AddMinutes(Minutes[ledger.Count])),
            ["actorId"] = "clerk-1",
            ["role"] = "clerk",
            ["action"] = action,
            ["changes"] = new JsonArray(changes),
        };
        if (histories is not null)
        {
            entry["histories"] = new JsonArray(histories);
        }

        entry["previousHash"] = ledger.Count == 0 ? new string('0', 64) : Evidence.Hash(ledger[^1]);
        ledger.Add(entry.ToJsonString());
    }

    private JsonObject Change(string row, string text)
    {
        JsonObject change = new() { ["row"] = row };
        if (rows.TryGetValue(row, out string? before))
        {
            change["before"] = Commitment(row, before);
        }

        rows[row] = text;
        change["after"] = Commitment(row, text);
        return change;
    }

    private string Commitment(string row, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Salt(row), Encoding.UTF8.GetBytes(text)));

    private byte[] Salt(string row) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, caseKey, 32, info: Encoding.UTF8.GetBytes("commitment|" + row));

    private static JsonObject Mark(string instanceId, string[] events) => new()
    {
        ["instanceId"] = instanceId,
        ["events"] = events.Length,
        ["hash"] = Evidence.Hash(string.Concat(events.Select(line => line + '\n'))),
    };

    private void AddRows(Evidence evidence, string path, params string[] kinds) => evidence.SetLines(
        path,
        from row in rows.OrderBy(row => row.Key, StringComparer.Ordinal)
        where kinds.Any(kind => row.Key.StartsWith(kind, StringComparison.Ordinal))
        select RowLine(row.Key, row.Value));

    private void Anchor(Evidence evidence, int number, int minute, TestKey key, int index, int others)
    {
        string leaf = Leaf(Chain, ledger.Count, Evidence.Hash(ledger[^1]));
        byte[][] leaves =
        [
            .. Enumerable.Range(0, others + 1).Select(i => Encoding.UTF8.GetBytes(
                i == index ? leaf : Leaf($"case/other-{i}", i + 1, Evidence.Hash($"{i}")))),
        ];
        DateTimeOffset at = Start.AddMinutes(minute).AddSeconds(1);
        string text = new JsonObject
        {
            ["format"] = "anchor/1",
            ["sequence"] = number,
            ["readAt"] = Evidence.Instant(Start.AddMinutes(minute)),
            ["at"] = Evidence.Instant(at),
            ["keyId"] = key.KeyId,
            ["leaves"] = leaves.Length,
            ["root"] = Convert.ToHexStringLower(TestTree.Root(leaves)),
            ["previousHash"] = previousAnchor,
        }.ToJsonString();
        previousAnchor = Evidence.Hash(text);
        byte[] signature = key.Sign(text);
        string path = string.Create(CultureInfo.InvariantCulture, $"anchors/{number:D10}");
        evidence.Files[path + ".json"] = TestKey.Envelope(text, signature);
        evidence.Files[path + ".tsr"] = Authority.Stamp(signature, at.AddMinutes(StampDelay));
        evidence.Files[path + ".proof.json"] = JsonSerializer.SerializeToUtf8Bytes(new
        {
            anchor = number,
            leaf,
            index,
            path = TestTree.Path(index, leaves).Select(Convert.ToHexStringLower),
        });
    }

    private static string Leaf(string chain, int sequence, string hash) =>
        $$"""{"chain":"{{chain}}","sequence":{{sequence}},"hash":"{{hash}}"}""";
}
