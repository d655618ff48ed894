namespace Daoban.Workflows.Keys;

/// <summary>
/// The published keys of <c>local.settings.sample.json</c>. They protect nothing, and the application does not start
/// with them outside Development.
/// </summary>
public static class SampleKeys
{
    /// <summary>For <see cref="KeyOptions.WrappingKeyId"/>.</summary>
    public const string WrappingKeyId = "sample";

    /// <summary>For <see cref="KeyOptions.WrappingKey"/>: "daoban sample field key, public!".</summary>
    public const string WrappingKey = "ZGFvYmFuIHNhbXBsZSBmaWVsZCBrZXksIHB1YmxpYyE=";

    /// <summary>For <see cref="KeyOptions.HashKey"/>: "daoban sample hash key, public!!".</summary>
    public const string HashKey = "ZGFvYmFuIHNhbXBsZSBoYXNoIGtleSwgcHVibGljISE=";
}
