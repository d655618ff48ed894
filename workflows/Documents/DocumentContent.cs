namespace Daoban.Workflows.Documents;

/// <summary>A document with its bytes, decrypted and checked against its SHA-256.</summary>
public sealed record DocumentContent(StoredDocument Document, ReadOnlyMemory<byte> Bytes);
