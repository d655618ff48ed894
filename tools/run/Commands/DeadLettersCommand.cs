using System.Net.Http.Headers;
using Daoban.Run.Http;
using Daoban.Run.Launch;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary><c>./run dead-letters</c>: shows the messages that were given up, and sends them again.</summary>
internal static class DeadLettersCommand
{
    private const string Path = "api/operations/dead-letters";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<int> ListAsync(Uri? baseUrl, Uri? issuerUrl, CancellationToken cancellationToken)
    {
        Reply reply = await SendAsync(HttpMethod.Get, baseUrl, issuerUrl, Path, cancellationToken);
        DeadLetterList list = reply.Read<DeadLetterList>("listing dead letters");
        foreach (DeadLetterLine letter in list.Messages)
        {
            AnsiConsole.WriteLine(
                $"{letter.Queue} {letter.Transport} {letter.Id} {letter.Reason} {letter.FailureCode}".TrimEnd());
        }

        AnsiConsole.WriteLine($"死信 {list.Messages.Count} 条 {list.Messages.Count} dead letters shown");
        return 0;
    }

    public static async Task<int> ReplayAsync(
        Uri? baseUrl, Uri? issuerUrl, string queue, string? id, CancellationToken cancellationToken)
    {
        string query = id is null ? "" : $"?id={Uri.EscapeDataString(id)}";
        string path = $"{Path}/{Uri.EscapeDataString(queue)}/replay{query}";
        Reply reply = await SendAsync(HttpMethod.Post, baseUrl, issuerUrl, path, cancellationToken);
        int replayed = reply.Read<ReplayAnswer>("replaying dead letters").Replayed;
        AnsiConsole.WriteLine($"已重发 {replayed} 条 sent {replayed} messages again");
        return 0;
    }

    private static async Task<Reply> SendAsync(
        HttpMethod method, Uri? baseUrl, Uri? issuerUrl, string path, CancellationToken cancellationToken)
    {
        using HttpClient http = new();
        PatientHttp patient = new(http, Patience);
        Uri app = AdminAccess.AppAt(baseUrl);
        string token = await AdminAccess.TokenAsync(http, patient, app, issuerUrl, cancellationToken);
        try
        {
            Reply reply = await patient.SendAsync(
                () => new HttpRequestMessage(method, new Uri(app, path))
                {
                    Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                },
                cancellationToken);
            reply.ReadBytes(path);
            return reply;
        }
        catch (UnexpectedAnswerException failure)
        {
            throw new LaunchException(failure.Message);
        }
    }
}
