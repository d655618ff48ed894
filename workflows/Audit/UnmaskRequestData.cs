namespace Daoban.Workflows.Audit;

/// <summary>What an auditor wants to see in full, and why.</summary>
/// <param name="Field">
/// <c>name</c>, <c>idNumber</c>, <c>phone</c>, <c>address</c>, <c>bankAccount</c>, <c>note</c>,
/// <c>decision.{id}.comment</c>, <c>document.{id}</c>, or <c>originals</c>: all papers, for an evidence package.
/// </param>
/// <param name="ReasonCode">One of <see cref="UnmaskReasons"/>.</param>
/// <param name="Reference">
/// Number of the complaint or file: at most 64 letters, digits and <c>. _ : / -</c>; never a person's.
/// </param>
public sealed record UnmaskRequestData(string Field, string ReasonCode, string? Reference = null);
