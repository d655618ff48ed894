using System.Globalization;
using System.Net.Http.Headers;

namespace Daoban.Workflows.Payments;

/// <summary>Requests to the bank, signed as docs/bank-contract.md asks for.</summary>
internal static class BankMessages
{
    /// <summary>A request with a timestamp and a nonce of its own.</summary>
    public static HttpRequestMessage Sign(string path, byte[] body, BankOptions options, DateTimeOffset now)
    {
        string timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string nonce = BankSignature.NewNonce();
        HttpRequestMessage message = new(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        message.Headers.Add(BankSignature.MerchantHeader, options.MerchantId);
        message.Headers.Add(BankSignature.TimestampHeader, timestamp);
        message.Headers.Add(BankSignature.NonceHeader, nonce);
        message.Headers.Add(
            BankSignature.SignatureHeader, BankSignature.Sign(options.SecretBytes(), timestamp, nonce, body));
        return message;
    }
}
