using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Daoban.Run.Demo;
using Daoban.Run.Http;
using Daoban.Run.Launch;

namespace Daoban.EndToEnd.Tests.Support;

/// <summary>Sends single requests to the application as one of the demo people.</summary>
internal sealed class StaffClient(HttpClient http, StackPlan plan, string person)
{
    private readonly IssuerApi issuer = new(new PatientHttp(http, TimeSpan.FromSeconds(30)), plan.Issuer);

    /// <summary>Whatever the answer is.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body)> SendAsync(
        HttpMethod method, string path, HttpContent? content = null)
    {
        string token = await issuer.TokenAsync(person, CancellationToken.None);
        using var request = new HttpRequestMessage(method, new Uri(plan.App, path))
        {
            Content = content,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using HttpResponseMessage answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The answer to a GET, which must succeed.</summary>
    public async Task<byte[]> ReadAsync(string path)
    {
        (HttpStatusCode status, byte[] body) = await SendAsync(HttpMethod.Get, path);
        Assert.True(status is HttpStatusCode.OK, $"GET /{path}: {(int)status}");
        return body;
    }

    /// <inheritdoc cref="ReadAsync" />
    public async Task<JsonElement> ReadJsonAsync(string path) =>
        JsonSerializer.Deserialize<JsonElement>(await ReadAsync(path));
}
