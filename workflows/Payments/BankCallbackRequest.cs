namespace Daoban.Workflows.Payments;

/// <summary>A callback as it came over the wire (docs/bank-contract.md).</summary>
/// <param name="Merchant">Header <see cref="BankSignature.MerchantHeader"/>; null when absent.</param>
/// <param name="Timestamp">Header <see cref="BankSignature.TimestampHeader"/>; null when absent.</param>
/// <param name="Nonce">Header <see cref="BankSignature.NonceHeader"/>; null when absent.</param>
/// <param name="Signature">Header <see cref="BankSignature.SignatureHeader"/>; null when absent.</param>
/// <param name="Body">The body's bytes, as signed.</param>
public sealed record BankCallbackRequest(
    string? Merchant, string? Timestamp, string? Nonce, string? Signature, ReadOnlyMemory<byte> Body);
