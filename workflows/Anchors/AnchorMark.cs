using Azure;

namespace Daoban.Workflows.Anchors;

/// <summary>Says that a chain may have changed since its head was anchored.</summary>
/// <param name="Chain">The chain's name.</param>
/// <param name="PutAt">When it was announced last.</param>
/// <param name="AnchoredHash">The head that an anchor holds since the mark was put first; null for none.</param>
/// <param name="Tag">Changes whenever the mark is put again.</param>
internal sealed record AnchorMark(string Chain, DateTimeOffset PutAt, string? AnchoredHash, ETag Tag);
