using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Denials;

/// <summary>Something that was refused to a known person.</summary>
/// <param name="Actor">Who was refused.</param>
/// <param name="Function">What was called.</param>
/// <param name="Code">Why: a problem code.</param>
/// <param name="CaseId">The case that the address named, if it is sound.</param>
public sealed record DeniedAttempt(Actor Actor, string Function, string Code, string? CaseId);
