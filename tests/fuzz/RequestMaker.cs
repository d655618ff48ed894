using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Daoban.BankSimulator.Contract;

namespace Daoban.Fuzz;

/// <summary>Makes the n-th request to an operation from a seed.</summary>
internal sealed partial class RequestMaker(ApiDocument document, Staff staff, string host, byte[] bankSecret)
{
    private const string Merchant = "daoban-dev";

    private static readonly string[] Fields =
        ["name", "idNumber", "phone", "address", "bankAccount", "note", "birthDate", "NAME"];

    private static readonly string[] Continuations =
    [
        "1!8!cGFydA--", "1!8!cGFydA-- 1!8!cm93", "MTIz", "e30", "eyJhIjoxfQ==", "_w", "AAAA", "1!99999999!x", "a b",
        "null null",
    ];

    private static readonly string[] NoHeaders =
        ["no colon", ": no name", "X Bad: 1", "X-Bad: a\0b", "Content-Length: -1", "Host: a, b"];

    private static readonly string[] OddNames =
        ["caseId", "taskId", "documentId", "station", "a", "%00", "continuation", "request", "$filter"];

    private static readonly string[] Methods =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "FOO"];

    public FuzzRequest Make(ApiOperation operation, IReadOnlyList<KnownCase> cases, Random random)
    {
        KnownCase known = random.Pick(cases);
        byte[] body = new BodyMaker(document, random).Make(operation, known);
        string method = random.Chance(97) ? operation.Method : random.Pick(Methods);
        List<string> headers = [.. MakeHeaders(operation, known, body, random)];
        string target = MakePath(operation, known, random) + MakeQuery(operation, known, random);
        if (random.Chance(1))
        {
            target += random.Pick([" ", " x", "\0", "\t"]);
            return new FuzzRequest(Join(method, target, headers, body), IsBroken: true);
        }

        if (random.Chance(1))
        {
            headers.Add(random.Pick(NoHeaders));
            return new FuzzRequest(Join(method, target, headers, body), IsBroken: true);
        }

        if (body.Length > 0 && random.Chance(3))
        {
            headers.Add($"Content-Length: {body.Length + random.Next(1, 5_000)}");
            return new FuzzRequest(Join(method, target, headers, body), IsBroken: true);
        }

        if (body.Length > 0 && random.Chance(15))
        {
            headers.Add("Transfer-Encoding: chunked");
            return new FuzzRequest(Join(method, target, headers, Chunk(body, random)), IsBroken: false);
        }

        if (body.Length > 0 || method is "POST" or "PUT")
        {
            headers.Add($"Content-Length: {body.Length}");
        }

        return new FuzzRequest(Join(method, target, headers, body), IsBroken: false);
    }

    private static string MakePath(ApiOperation operation, KnownCase known, Random random) =>
        Parameter().Replace(operation.Path, match =>
        {
            string value = Value(match.Groups["name"].Value, known, random);
            if (operation.Method == "PUT" && operation.BodyTypes.Count > 0 && IsNew(operation, match, random))
            {
                value = JsonMaker.NewId(random);
            }

            return random.Next(20) switch
            {
                0 => Nasty.Escape(random.Pick(Nasty.Texts), random),
                1 => JsonMaker.NewId(random),
                2 => value.ToUpperInvariant(),
                3 when random.Chance(30) => "%FF%FE",
                3 => Nasty.Escape(value + random.Pick(Nasty.Texts), random),
                _ => Nasty.Escape(value, random),
            };
        });

    // What is put is new more often than not: a paper of a case that is not submitted yet, a decision.
    private static bool IsNew(ApiOperation operation, Match match, Random random) => match.Groups["name"].Value switch
    {
        "caseId" => operation.BodySchema is null && random.Chance(60),
        "documentId" or "decisionId" => random.Chance(60),
        _ => false,
    };

    private static string Value(string name, KnownCase known, Random random) => name switch
    {
        "caseId" => known.CaseId,
        "taskId" => random.Pick(known.TaskIds),
        "decisionId" => known.DecisionIds.Count > 0 && random.Chance(60)
            ? random.Pick(known.DecisionIds)
            : JsonMaker.NewId(random),
        "documentId" => random.Chance(70) ? random.Pick(known.DocumentIds) : JsonMaker.NewId(random),
        "field" => random.Pick(Fields),
        // Few, so that what one request made another finds; and people of no case.
        "requestId" or "declarationId" or "consentId" => $"00000000-0000-4000-8000-00000000000{random.Next(1, 6)}",
        "actorId" => random.Pick(["fuzz-1", "fuzz-2"]),
        "day" => Today(),
        "queue" => "review-decisions",
        "code" => random.Pick(["SS-02", "HE-01", "PS-01", "ss-02"]),
        "path" => random.Pick(["", "problems/busy", "problems/", "api", "runtime/webhooks", "favicon.ico"]),
        _ => random.Chance(50) ? JsonMaker.NewId(random) : random.Pick(Nasty.Texts),
    };

    private static string Today() => DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8))
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string MakeQuery(ApiOperation operation, KnownCase known, Random random)
    {
        List<string> parts = [];
        foreach (string name in operation.QueryNames)
        {
            string value = name switch
            {
                "station" => known.Station,
                "material" => random.Pick(["M01", "M02", "M06", "M99"]),
                "district" => random.Chance(15) ? "330921" : known.Station == "damao" ? "330902" : "330903",
                "continuation" when random.Chance(50) => random.Pick(Continuations),
                "caseId" => known.CaseId,
                "day" or "from" or "to" => Today(),
                "actor" => "clerk-damao",
                "item" => "SS-02",
                "verdict" => "approved",
                "stage" => "completed",
                "originals" => random.Pick(["separate", "included"]),
                _ => random.Pick(Nasty.Texts),
            };
            if (!random.Chance(name == "continuation" ? 60 : 10))
            {
                parts.Add($"{name}={Nasty.Escape(random.Chance(80) ? value : random.Pick(Nasty.Texts), random)}");
            }
        }

        if (random.Chance(12))
        {
            // A parameter of the route, or of another operation, where it does not belong.
            string name = random.Pick(OddNames);
            parts.Add($"{name}={Nasty.Escape(random.Pick(Nasty.Texts), random)}");
        }

        if (random.Chance(5))
        {
            parts.Add(random.Pick(["&&&", "=", "%", "%zz", "a=%FF", "a", "a=b=c", "[]=1", new string('q', 3_000)]));
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private IEnumerable<string> MakeHeaders(ApiOperation operation, KnownCase known, byte[] body, Random random)
    {
        yield return $"Host: {(random.Chance(98) ? host : random.Pick(["evil.example", "localhost:99999", "[::1]"]))}";
        if (Authorization(operation, known, random) is { } authorization)
        {
            yield return $"Authorization: {authorization}";
        }

        if (operation.IsSigned)
        {
            foreach (string header in Signature(body, random))
            {
                yield return header;
            }
        }

        if (operation.BodyTypes.Count > 0 && !random.Chance(2))
        {
            string type = random.Chance(88) ? random.Pick(operation.BodyTypes) : random.Pick(Nasty.MediaTypes);
            yield return $"Content-Type: {type}";
        }

        int more = random.Chance(30) ? random.Next(1, 4) : 0;
        for (int i = 0; i < more; i++)
        {
            yield return random.Pick(Nasty.Headers);
        }
    }

    private string? Authorization(ApiOperation operation, KnownCase known, Random random) => random.Next(100) switch
    {
        < 70 => $"Bearer {staff.Fitting(operation.Roles, known, random)}",
        < 82 => $"Bearer {staff.Any(random)}",
        < 88 => null,
        < 92 => $"Bearer {Damage(staff.Any(random), random)}",
        _ => random.Pick(Nasty.Authorizations),
    };

    private IEnumerable<string> Signature(byte[] body, Random random)
    {
        string timestamp = random.Chance(92)
            ? DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
            : random.Pick(["", "-1", "0", "99999999999999999999", "1e9", "253402300800", "9223372036854775807", "abc"]);
        string nonce = random.Chance(92)
            ? JsonMaker.NewId(random)
            : random.Pick(["", "short", new string('n', 65), "with space in it at all", "nonce-nonce-nonce"]);
        string signature = random.Chance(88)
            ? MessageSignature.Sign(bankSecret, timestamp, nonce, body)
            : random.Pick(["", "00", new string('0', 64), new string('é', 64)]);
        string merchant = random.Chance(95) ? Merchant : random.Pick(["", "x", "é"]);
        yield return $"{MessageSignature.MerchantHeader}: {merchant}";
        yield return $"{MessageSignature.TimestampHeader}: {timestamp}";
        yield return $"{MessageSignature.NonceHeader}: {nonce}";
        if (!random.Chance(2))
        {
            yield return $"{MessageSignature.SignatureHeader}: {signature}";
        }
    }

    private static string Damage(string token, Random random)
    {
        char[] letters = token.ToCharArray();
        letters[random.Next(letters.Length)] = random.Pick(['A', '.', '-', '=', 'z']);
        return new string(letters)[..^random.Next(3)];
    }

    private static byte[] Chunk(byte[] body, Random random)
    {
        using MemoryStream chunked = new();
        int at = 0;
        while (at < body.Length)
        {
            int count = Math.Min(body.Length - at, random.Next(1, 40_000));
            chunked.Write(Encoding.ASCII.GetBytes($"{count:x}\r\n"));
            chunked.Write(body, at, count);
            chunked.Write("\r\n"u8);
            at += count;
        }

        chunked.Write("0\r\n\r\n"u8);
        return chunked.ToArray();
    }

    private static byte[] Join(string method, string target, IEnumerable<string> headers, byte[] body) =>
    [
        .. Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\n"),
        .. Encoding.Latin1.GetBytes(string.Concat(headers.Select(header => header + "\r\n"))),
        .. "\r\n"u8,
        .. body,
    ];

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}")]
    private static partial Regex Parameter();
}
