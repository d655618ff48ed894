namespace Daoban.Run.Demo;

/// <summary>A paper to upload.</summary>
/// <param name="DocumentId">Made by the client, so that the upload may be repeated.</param>
/// <param name="MaterialCode">What it is, such as <c>M01</c>.</param>
/// <param name="MediaType">What the application should find it to be.</param>
/// <param name="Content">The bytes.</param>
internal sealed record DemoPaper(string DocumentId, string MaterialCode, string MediaType, byte[] Content);
