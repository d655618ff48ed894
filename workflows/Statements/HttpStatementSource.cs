using System.Net;
using System.Text.Json;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Payments;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Statements;

/// <summary>Statements over HTTP, as docs/bank-contract.md describes it.</summary>
internal sealed class HttpStatementSource(HttpClient http, IOptions<BankOptions> options, TimeProvider clock)
    : IStatementSource
{
    // The client's own limit ends with the headers of the answer.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public async Task<StatementAnswer> GetAsync(DateOnly day, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new StatementRequest(StatementRequest.Get, Days.Text(day)), BankJson.Options);
        using HttpRequestMessage message =
            BankMessages.Sign("statements/get", body, options.Value, clock.GetUtcNow());
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(
                message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await ReadAsync(response.Content, limit.Token),
                HttpStatusCode.NotFound => Nothing(StatementCodes.NotReady),
                HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity =>
                    Nothing(StatementCodes.Refused),
                _ => Nothing(StatementCodes.Unreachable),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Nothing(StatementCodes.Unreachable);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Nothing(StatementCodes.Unreachable);
        }
    }

    // One byte more than allowed tells; the rest of a file without end is not read.
    private static async Task<StatementAnswer> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > StatementFile.LongestFile)
        {
            return Nothing(StatementCodes.TooLarge);
        }

        await using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream file = new();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            file.Write(buffer, 0, read);
            if (file.Length > StatementFile.LongestFile)
            {
                return Nothing(StatementCodes.TooLarge);
            }
        }

        return new StatementAnswer(file.ToArray(), Code: null);
    }

    private static StatementAnswer Nothing(string code) => new(File: null, code);
}
