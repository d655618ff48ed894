namespace Daoban.Workflows.Deadlines;

/// <summary>Custom status of an orchestration that waits: for what, and until when. Codes and ids only.</summary>
/// <param name="WaitsFor"><c>review</c> or <c>payment</c>.</param>
/// <param name="Subject">Id of the task or order.</param>
/// <param name="Until">
/// UTC instant at which the wait ends at the latest; null where another orchestration, whose id is the subject, waits
/// and tells.
/// </param>
internal sealed record WaitStatus(string WaitsFor, string Subject, DateTimeOffset? Until = null);
