namespace Daoban.Verify.Findings;

/// <summary>A link that does not hold.</summary>
/// <param name="File">File of the package it was found in; null for the archive as a whole.</param>
/// <param name="Line">Line of the file, from 1; in <c>ledger.jsonl</c> also the sequence number.</param>
/// <param name="Chinese">What was expected and what was found.</param>
/// <param name="English">The same.</param>
internal sealed record Broken(string? File, long? Line, string Chinese, string English);
