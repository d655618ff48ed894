using Daoban.Workflows.Cases;
using Daoban.Workflows.Documents;

namespace Daoban.Workflows.Audit;

/// <summary>What an approved request shows: a field or a paper, never both.</summary>
/// <param name="Field">The field in full; null for a paper.</param>
/// <param name="Document">The paper; null for a field.</param>
public sealed record UnmaskedReading(RevealedField? Field, DocumentContent? Document);
