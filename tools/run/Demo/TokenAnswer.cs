using System.Text.Json.Serialization;

namespace Daoban.Run.Demo;

/// <summary>RFC 6749 §5.1, as far as it is read.</summary>
internal sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken);
