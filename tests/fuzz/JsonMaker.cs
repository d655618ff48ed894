using System.Globalization;
using System.Text.Json.Nodes;

namespace Daoban.Fuzz;

/// <summary>Makes values that a schema allows, and now and then one that it does not.</summary>
internal sealed class JsonMaker(ApiDocument document, Random random)
{
    private const int Deepest = 6;

    public JsonNode? Make(JsonNode schema) => Make(schema, 0);

    private JsonNode? Make(JsonNode schema, int depth)
    {
        JsonNode resolved = document.Resolve(schema);
        if (resolved["enum"]?.AsArray() is { Count: > 0 } choices && !random.Chance(10))
        {
            return choices[random.Next(choices.Count)]?.DeepClone();
        }

        return TypeOf(resolved) switch
        {
            "object" => MakeObject(resolved, depth),
            "array" => MakeArray(resolved, depth),
            "integer" => random.Next(4) switch
            {
                0 => random.Next(-2, 12),
                1 => random.NextInt64(),
                2 => -random.NextInt64(),
                _ => 1_080_000L,
            },
            "number" => random.NextDouble() * Math.Pow(10, random.Next(-5, 300)),
            "boolean" => random.Chance(50),
            "null" => null,
            _ => MakeText((string?)resolved["format"]),
        };
    }

    private string TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => (string)types[random.Next(types.Count)]!,
        { } type => (string)type!,
        _ => schema["properties"] is null ? "string" : "object",
    };

    private JsonObject MakeObject(JsonNode schema, int depth)
    {
        JsonObject made = [];
        string[] required = [.. schema["required"]?.AsArray().Select(name => (string)name!) ?? []];
        foreach ((string name, JsonNode? member) in schema["properties"]?.AsObject() ?? [])
        {
            bool isWanted = required.Contains(name) ? !random.Chance(4) : random.Chance(60);
            if (isWanted && depth < Deepest)
            {
                made[name] = Make(member!, depth + 1);
            }
        }

        return made;
    }

    private JsonArray MakeArray(JsonNode schema, int depth)
    {
        JsonArray made = [];
        int count = random.Chance(3) ? 200 : random.Next(4);
        for (int i = 0; i < count && depth < Deepest; i++)
        {
            made.Add(Make(schema["items"] ?? new JsonObject { ["type"] = "string" }, depth + 1));
        }

        return made;
    }

    private string MakeText(string? format) => random.Chance(30)
        ? random.Pick(Nasty.Texts)
        : format switch
        {
            "date-time" => DateTimeOffset.UtcNow.AddSeconds(random.Next(-100_000, 100_000))
                .ToString("O", CultureInfo.InvariantCulture),
            "date" => $"20{random.Next(10, 40)}-{random.Next(1, 14):D2}-{random.Next(1, 32):D2}",
            "uuid" => NewId(random),
            _ => random.Chance(30) ? NewId(random) : new string((char)random.Next('a', 'z' + 1), random.Next(80)),
        };

    /// <summary>A UUID in lower case.</summary>
    public static string NewId(Random random)
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString("D");
    }
}
