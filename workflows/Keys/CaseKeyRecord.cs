namespace Daoban.Workflows.Keys;

/// <summary>A case's data key as its partition holds it: wrapped by a key that never leaves its store.</summary>
/// <param name="Id">Name of the data key: 16 lower-case hexadecimal digits.</param>
/// <param name="WrappingKeyId">Which key wrapped it; <c>rotate-keys</c> changes this and nothing else.</param>
/// <param name="Wrapped">Base64 of the wrapped key.</param>
/// <param name="CreatedAt">UTC instant.</param>
public sealed record CaseKeyRecord(string Id, string WrappingKeyId, string Wrapped, DateTimeOffset CreatedAt);
