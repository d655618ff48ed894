using System.Net;

namespace Daoban.Workflows.Tests.Storage;

/// <summary>Answers that everything was created, and keeps who was asked with which authorization.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    public List<(string Host, string Authorization)> Requests { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.RequestUri!.Host, $"{request.Headers.Authorization}"));
        var answer = new HttpResponseMessage(HttpStatusCode.Created)
        {
            Content = new StringContent("{\"TableName\":\"casefiles\"}"),
        };
        answer.Headers.ETag = new System.Net.Http.Headers.EntityTagHeaderValue("\"1\"");
        answer.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
        return Task.FromResult(answer);
    }
}
