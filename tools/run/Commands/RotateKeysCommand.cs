using System.Net.Http.Headers;
using Daoban.Run.Http;
using Daoban.Run.Launch;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary>
/// <c>./run rotate-keys</c>: puts the data keys of all cases under the wrapping key that the application has now.
/// Interrupted, it is simply begun again.
/// </summary>
internal static class RotateKeysCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(Uri? baseUrl, Uri? issuerUrl, CancellationToken cancellationToken)
    {
        using HttpClient http = new();
        PatientHttp patient = new(http, Patience);
        Uri app = AdminAccess.AppAt(baseUrl);
        string token = await AdminAccess.TokenAsync(http, patient, app, issuerUrl, cancellationToken);
        int failed = 0;
        int rotated = 0;
        string? continuation = null;
        try
        {
            do
            {
                RotationPage page = await RotateAsync(patient, app, token, continuation, cancellationToken);
                rotated += page.Rotated;
                failed += page.Failed;
                continuation = page.Continuation;
                AnsiConsole.WriteLine(
                    $"已轮换 {rotated} 个办件密钥，失败 {failed} 个 rotated {rotated} data keys, {failed} failed");
            }
            while (continuation is not null);
        }
        catch (UnexpectedAnswerException failure)
        {
            throw new LaunchException($"{failure.Message}. What is done is done; begin again to go on.");
        }

        return failed == 0 ? 0 : CommandLine.Failed;
    }

    private static async Task<RotationPage> RotateAsync(
        PatientHttp http, Uri app, string token, string? continuation, CancellationToken cancellationToken)
    {
        string query = continuation is null ? "" : $"?continuation={Uri.EscapeDataString(continuation)}";
        Reply reply = await http.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, new Uri(app, $"api/keys/rotation{query}"))
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            },
            cancellationToken);
        return reply.Read<RotationPage>("rotating keys");
    }
}
