namespace Daoban.Run.Demo;

/// <summary>What the application says about an uploaded document.</summary>
internal sealed record StoredPaper(string DocumentId, string MediaType, long Length, string Sha256);
