using System.Net;

namespace Daoban.Emulator.Tests.Hosting.Webhooks;

/// <summary>Reads what a webhook answers.</summary>
internal static class WebhookAnswers
{
    public static async Task<(HttpStatusCode Status, string Body)> AnswerAsync(this Task<HttpResponseMessage> request)
    {
        HttpResponseMessage answer = await request;
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
