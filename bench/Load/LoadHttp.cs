using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Daoban.Bench.Load;

/// <summary>
/// Sends each request once and measures it from its intended instant: a generator or a connection that is late counts
/// as the application being late, as it does for who waits.
/// </summary>
internal sealed class LoadHttp(HttpClient http, Uri issuer, OperationLog log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ConcurrentDictionary<string, Task<string>> tokens = new();

    /// <summary>Everybody whom the issuer knows.</summary>
    public async Task<StaffMember[]> ReadStaffAsync(CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<StaffMember[]>(new Uri(issuer, "people"), Json, cancellationToken) ?? [];

    /// <summary>Gets a token before it is needed.</summary>
    public Task WarmAsync(string person) => TokenAsync(person);

    /// <summary>Sends a request.</summary>
    /// <param name="operation">Its name in the report.</param>
    /// <param name="person">Who; null for nobody.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="address">Absolute address.</param>
    /// <param name="content">Body, or null.</param>
    /// <param name="intended">Timestamp of <see cref="Stopwatch"/> at which it was to be sent.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The body of a 2xx answer.</returns>
    /// <exception cref="LoadFailureException">Anything else; it is in the log.</exception>
    public async Task<byte[]> SendAsync(
        string operation,
        string? person,
        HttpMethod method,
        Uri address,
        HttpContent? content,
        long intended,
        CancellationToken cancellationToken)
    {
        string failure;
        try
        {
            using HttpRequestMessage message = new(method, address) { Content = content };
            if (person is not null)
            {
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(person));
            }

            using HttpResponseMessage answer = await http.SendAsync(message, cancellationToken);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            log.Add(operation, Stopwatch.GetElapsedTime(intended));
            if (answer.IsSuccessStatusCode)
            {
                return body;
            }

            failure = $"{(int)answer.StatusCode} {CodeOf(body)}";
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or SocketException
            || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            failure = broken.GetType().Name;
        }

        log.Fail(operation, failure);
        throw new LoadFailureException($"{operation}: {failure}");
    }

    /// <summary>As <see cref="SendAsync"/>, with a JSON answer.</summary>
    public async Task<JsonElement> SendJsonAsync(
        string operation,
        string? person,
        HttpMethod method,
        Uri address,
        HttpContent? content,
        long intended,
        CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<JsonElement>(
            await SendAsync(operation, person, method, address, content, intended, cancellationToken));

    private Task<string> TokenAsync(string person) => tokens.GetOrAdd(person, AskAsync);

    private async Task<string> AskAsync(string person)
    {
        using FormUrlEncodedContent form = new([new("person", person)]);
        using HttpResponseMessage answer = await http.PostAsync(new Uri(issuer, "token"), form);
        answer.EnsureSuccessStatusCode();
        JsonElement token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return token.GetProperty("access_token").GetString()!;
    }

    private static string CodeOf(byte[] body)
    {
        try
        {
            using JsonDocument problem = JsonDocument.Parse(body);
            return problem.RootElement.TryGetProperty("code", out JsonElement code) ? code.GetString() ?? "" : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
