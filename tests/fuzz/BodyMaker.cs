using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.Run.Demo;

namespace Daoban.Fuzz;

/// <summary>Makes bodies: right ones, and right ones with something wrong in one to three places.</summary>
internal sealed class BodyMaker(ApiDocument document, Random random)
{
    private const string Place = "@@place@@";
    private const int AboveJsonLimit = 300_000;
    private const int AbovePaperLimit = 10 * 1024 * 1024 + 1;

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 128,
    };

    public byte[] Make(ApiOperation operation, KnownCase known)
    {
        if (operation.BodyTypes.Count == 0)
        {
            return random.Chance(85) ? [] : Garbage();
        }

        return operation.BodySchema is { } schema ? MakeJson(operation, schema, known) : MakePaper();
    }

    private byte[] MakeJson(ApiOperation operation, JsonNode schema, KnownCase known)
    {
        if (random.Chance(6))
        {
            return random.Chance(50) ? Garbage() : Encoding.UTF8.GetBytes(random.Pick(Nasty.Tokens));
        }

        JsonNode? body = random.Chance(65) ? Sample(operation, known) : null;
        body ??= new JsonMaker(document, random).Make(schema);
        if (body is not null && random.Chance(40))
        {
            ChangeValues(body, random.Next(1, 3));
            return Encoding.UTF8.GetBytes(body.ToJsonString(Plain));
        }

        byte[] bytes = Encoding.UTF8.GetBytes(body?.ToJsonString(Plain) ?? "null");
        int changes = random.Next(4);
        for (int i = 0; i < changes; i++)
        {
            bytes = random.Chance(70) && Parse(bytes) is { } whole ? ChangeTree(whole) : ChangeBytes(bytes);
        }

        return bytes;
    }

    /// <summary>A body that is right, as far as we know.</summary>
    private JsonNode? Sample(ApiOperation operation, KnownCase known)
    {
        switch (operation.Id)
        {
            case "SubmitCase":
                JsonNode submission = random.Pick(known.Prepared).DeepClone();
                if (random.Chance(20))
                {
                    submission["caseId"] = JsonMaker.NewId(random);
                }

                return submission;
            case "DecideReviewTask":
                return random.Next(3) switch
                {
                    0 => new JsonObject { ["verdict"] = "approved" },
                    1 => new JsonObject { ["verdict"] = "approved", ["amountFen"] = random.NextInt64(0, 20_000_000) },
                    _ => new JsonObject { ["verdict"] = "rejected", ["reasonCode"] = "other", ["comment"] = "说明" },
                };
            case "ReceiveBankCallback":
                return new JsonObject
                {
                    ["orderId"] = random.Chance(70) ? known.OrderId : JsonMaker.NewId(random),
                    ["bankSerial"] = $"R{random.Next()}",
                    ["amountFen"] = random.Chance(30) ? 1_080_000 : random.NextInt64(),
                    ["paidAt"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
                };
            case "RequestUnmasking":
                return new JsonObject
                {
                    ["field"] = random.Pick(["name", "phone", "note", "originals"]),
                    ["reasonCode"] = random.Pick(["complaint", "inspection"]),
                    ["reference"] = $"A-{random.Next(1000)}",
                };
            case "RequestRight":
                return random.Chance(50)
                    ? new JsonObject { ["kind"] = "COPY", ["reasonCode"] = "resident-asked" }
                    : new JsonObject
                    {
                        ["kind"] = "CORRECT",
                        ["reasonCode"] = "inaccurate",
                        ["field"] = random.Pick(["address", "phone"]),
                        ["newValue"] = random.Pick(["大猫村测试路2号", "13800000001"]),
                    };
            case "DecideUnmaskRequest" or "DecideRightsRequest":
                return new JsonObject
                {
                    ["decisionId"] = JsonMaker.NewId(random),
                    ["verdict"] = random.Pick(["approved", "rejected"]),
                };
            case "SetLegalHold":
                // Left off in the end: a hold must not keep later operations from their rules.
                return new JsonObject { ["hold"] = random.Chance(10), ["reasonCode"] = "court" };
            case "HashPerson":
                return new JsonObject { ["idNumber"] = "330903195112319997" };
            case "PutDeclaration":
                return new JsonObject { ["idNumber"] = "330903195112319997", ["relation"] = "OTHER" };
            default:
                return null;
        }
    }

    /// <summary>Puts other values of the same type in: what gets past the reader and reaches the rules.</summary>
    private void ChangeValues(JsonNode body, int count)
    {
        List<JsonNode> parents = [];
        Collect(body, parents);
        List<JsonValue> leaves =
        [
            .. parents
                .SelectMany(parent => parent is JsonObject members
                    ? members.Select(member => member.Value)
                    : parent.AsArray())
                .OfType<JsonValue>(),
        ];
        for (int i = 0; i < count && leaves.Count > 0; i++)
        {
            JsonValue leaf = random.Pick(leaves);
            leaves.Remove(leaf);
            JsonNode? changed = leaf.GetValueKind() switch
            {
                JsonValueKind.String => ChangeText((string)leaf!),
                JsonValueKind.Number => random.Chance(50) ? random.NextInt64() : -random.Next(3),
                JsonValueKind.True or JsonValueKind.False => random.Chance(50),
                _ => null,
            };
            leaf.ReplaceWith(changed);
        }
    }

    private string ChangeText(string text)
    {
        int at = random.Next(text.Length + 1);
        return random.Next(5) switch
        {
            0 => random.Pick(Nasty.Texts),
            1 => text.Insert(at, random.Pick(Nasty.Texts)),
            2 => text[..at],
            3 when at < text.Length => text.Remove(at, 1).Insert(at, ((char)random.Next(' ', 0xD800)).ToString()),
            _ => text + text,
        };
    }

    private byte[] ChangeTree(JsonNode body)
    {
        List<JsonNode> parents = [];
        Collect(body, parents);
        if (parents.Count == 0)
        {
            return Encoding.UTF8.GetBytes(random.Pick(Nasty.Tokens));
        }

        JsonNode parent = random.Pick(parents);
        string replacement = random.Chance(50)
            ? random.Pick(Nasty.Tokens)
            : JsonSerializer.Serialize(random.Pick(Nasty.Texts), Plain);
        if (parent is JsonArray items)
        {
            if (items.Count == 0 || random.Chance(30))
            {
                items.Add(Place);
            }
            else
            {
                items[random.Next(items.Count)] = Place;
            }
        }
        else
        {
            ChangeObject(parent.AsObject());
        }

        string text = body.ToJsonString(Plain);
        return Encoding.UTF8.GetBytes(text.Replace($"\"{Place}\"", replacement, StringComparison.Ordinal));
    }

    private void ChangeObject(JsonObject target)
    {
        string[] names = [.. target.Select(member => member.Key)];
        switch (random.Next(8))
        {
            case 0 when names.Length > 0:
                target.Remove(random.Pick(names));
                break;
            case 1:
                target[random.Pick(Nasty.Texts)] = Place;
                break;
            case 2 when names.Length > 0:
                // The same member twice, and the same in another case.
                string name = random.Pick(names);
                target[random.Chance(50) ? name.ToUpperInvariant() : name + "\u0000"] = Place;
                break;
            default:
                target[names.Length > 0 ? random.Pick(names) : "a"] = Place;
                break;
        }
    }

    private byte[] ChangeBytes(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return Garbage();
        }

        int at = random.Next(bytes.Length);
        switch (random.Next(9))
        {
            case 0:
                return bytes[..at];
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                return [.. bytes[..at], .. random.Pick(Nasty.Bytes), .. bytes[at..]];
            case 3:
                return [.. "\uFEFF"u8, .. bytes];
            case 4:
                return [.. bytes, .. bytes];
            case 5:
                // Every member twice.
                int open = Array.IndexOf(bytes, (byte)'{');
                return open < 0 || open + 1 == bytes.Length
                    ? bytes
                    : [.. bytes[..(open + 1)], .. bytes[(open + 1)..^1], (byte)',', .. bytes[(open + 1)..]];
            case 6:
                return Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes));
            case 7 when random.Chance(10):
                return [.. bytes, .. Encoding.ASCII.GetBytes(new string(' ', AboveJsonLimit))];
            default:
                int count = Math.Min(random.Next(1, 16), bytes.Length - at);
                return [.. bytes[..at], .. bytes[(at + count)..]];
        }
    }

    /// <summary>Papers of the three kinds, whole or damaged.</summary>
    private byte[] MakePaper()
    {
        if (random.Next(500) == 0)
        {
            return new byte[AbovePaperLimit];
        }

        IReadOnlyList<DemoPaper> papers = DemoPapers.For(DemoResidents.Paid, "M01", "M02", "M03", "M06", "M09");
        byte[] paper = [.. random.Pick(papers).Content];
        int changes = random.Next(5);
        for (int i = 0; i < changes && paper.Length > 0; i++)
        {
            int at = random.Chance(60) ? random.Next(Math.Min(paper.Length, 40)) : random.Next(paper.Length);
            switch (random.Next(5))
            {
                case 0:
                    paper = paper[..at];
                    break;
                case 1:
                    paper[at] = (byte)random.Next(256);
                    break;
                case 2:
                    paper[at] = 0xFF;
                    break;
                case 3:
                    paper = [.. paper[..at], .. Garbage(), .. paper[at..]];
                    break;
                default:
                    paper = paper[at..];
                    break;
            }
        }

        return paper;
    }

    private byte[] Garbage()
    {
        byte[] bytes = new byte[random.Next(random.Chance(5) ? 20_000 : 64)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static JsonNode? Parse(byte[] bytes)
    {
        try
        {
            JsonNode? node = JsonNode.Parse(bytes);
            // Members are read when they are first asked for, and a repeated one shows then.
            _ = node?.ToJsonString(Plain);
            Collect(node, []);
            return node is JsonObject or JsonArray ? node : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> parents)
    {
        switch (node)
        {
            case JsonObject members:
                parents.Add(node);
                foreach ((_, JsonNode? member) in members)
                {
                    Collect(member, parents);
                }

                break;
            case JsonArray items:
                parents.Add(node);
                foreach (JsonNode? item in items)
                {
                    Collect(item, parents);
                }

                break;
        }
    }
}
