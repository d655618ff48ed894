namespace Daoban.Workflows.Keys;

/// <summary>A data key as it may be stored.</summary>
/// <param name="KeyId">The key that wrapped it.</param>
/// <param name="Bytes">What <see cref="IKeyEncryption"/> made of it.</param>
public sealed record WrappedKey(string KeyId, byte[] Bytes);
