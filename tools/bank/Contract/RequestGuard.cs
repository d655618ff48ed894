using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Daoban.BankSimulator.Contract;

/// <summary>Lets a request pass whose merchant, time, signature and nonce are in order.</summary>
internal sealed class RequestGuard(IOptions<BankSettings> settings, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> nonces = [];

    /// <returns>Null when the request may pass.</returns>
    public Refusal? Check(IHeaderDictionary headers, byte[] body)
    {
        string timestamp = headers[MessageSignature.TimestampHeader].ToString();
        string nonce = headers[MessageSignature.NonceHeader].ToString();
        string signature = headers[MessageSignature.SignatureHeader].ToString();
        if (headers[MessageSignature.MerchantHeader].ToString() != settings.Value.MerchantId)
        {
            return Refusal.UnknownMerchant;
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (MessageSignature.TimeOf(timestamp) is not { } signedAt
            || (signedAt - now).Duration() > MessageSignature.Tolerance)
        {
            return Refusal.StaleTimestamp;
        }

        string expected = MessageSignature.Sign(settings.Value.SecretBytes(), timestamp, nonce, body);
        if (!MessageSignature.IsNonce(nonce)
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
        {
            return Refusal.InvalidSignature;
        }

        return Remember(nonce, now) ? null : Refusal.ReplayedNonce;
    }

    private bool Remember(string nonce, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (string old in nonces.Where(seen => now - seen.Value > 2 * MessageSignature.Tolerance)
                .Select(seen => seen.Key).ToList())
            {
                nonces.Remove(old);
            }

            return nonces.TryAdd(nonce, now);
        }
    }
}
