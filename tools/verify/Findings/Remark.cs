namespace Daoban.Verify.Findings;

/// <summary>What was checked and found to hold, or what the reader has to know about it.</summary>
/// <param name="Chinese">One sentence.</param>
/// <param name="English">The same.</param>
internal sealed record Remark(string Chinese, string English);
