using System.Net;
using Daoban.Run.Http;

namespace Daoban.Run.Demo;

/// <summary>The bank simulator's controls: what a resident does at the counter.</summary>
internal sealed class BankApi(PatientHttp http, Uri bank)
{
    public async Task<BankOrderOverview> ReadAsync(string orderId, CancellationToken cancellationToken)
    {
        Reply reply = await http.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, At(orderId)), cancellationToken);
        return reply.Read<BankOrderOverview>("the order at the bank");
    }

    /// <summary>
    /// Pays the order once. An answer that got lost is no reason to pay twice: the bank refuses that.
    /// </summary>
    public async Task PayAsync(string orderId, CancellationToken cancellationToken)
    {
        Reply reply = await http.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, At(orderId, "/payments")), cancellationToken);
        if (reply is not { Status: HttpStatusCode.Conflict, Code: "already-paid" })
        {
            reply.Read<BankOrderOverview>("the payment");
        }
    }

    public async Task LoseCallbacksAsync(string orderId, CancellationToken cancellationToken)
    {
        Reply reply = await http.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, At(orderId, "/lose-callbacks")), cancellationToken);
        reply.Read<BankOrderOverview>("losing callbacks");
    }

    private Uri At(string orderId, string rest = "") => new(bank, $"simulator/orders/{orderId}{rest}");
}
