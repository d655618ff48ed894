namespace Daoban.Run.Commands;

/// <summary>The options of <c>./run demo</c>. Addresses end with a slash.</summary>
internal sealed record DemoWish(
    Uri? BaseUrl, Uri? IssuerUrl, Uri? BankUrl, FileInfo? Json, DirectoryInfo? Keep, TimeSpan Patience);
