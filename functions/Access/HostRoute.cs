namespace Daoban.Functions.Access;

/// <summary>A management endpoint that the host itself answers; no function, no middleware of ours sees it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, with parameters in braces.</param>
/// <param name="Key">The host's key that opens it, beside the master key.</param>
internal sealed record HostRoute(string Method, string Path, string Key);
