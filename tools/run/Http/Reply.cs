using System.Net;
using System.Text;
using System.Text.Json;

namespace Daoban.Run.Http;

/// <summary>A final answer: its status and its body.</summary>
internal sealed record Reply(HttpStatusCode Status, byte[] Content)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Body => Encoding.UTF8.GetString(Content);

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The stable code of a problem document or of a bank's refusal; null when there is none.</summary>
    public string? Code
    {
        get
        {
            try
            {
                using JsonDocument body = JsonDocument.Parse(Body);
                return body.RootElement.ValueKind is JsonValueKind.Object
                    && body.RootElement.TryGetProperty("code", out JsonElement code)
                    && code.ValueKind is JsonValueKind.String
                        ? code.GetString()
                        : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The body as it came.</summary>
    /// <exception cref="UnexpectedAnswerException">The status is not 2xx.</exception>
    public byte[] ReadBytes(string what) => IsSuccess
        ? Content
        : throw new UnexpectedAnswerException($"{what}: {(int)Status} {Code ?? Shortened()}");

    /// <exception cref="UnexpectedAnswerException">The status is not 2xx, or the body is something else.</exception>
    public T Read<T>(string what)
    {
        ReadBytes(what);
        try
        {
            return JsonSerializer.Deserialize<T>(Body, Json)
                ?? throw new UnexpectedAnswerException($"{what}: an empty answer");
        }
        catch (JsonException failure)
        {
            throw new UnexpectedAnswerException($"{what}: {failure.Message} in {Shortened()}");
        }
    }

    private string Shortened() => Body.Length <= 300 ? Body : Body[..300];
}
