namespace Daoban.Workflows.Identity;

/// <summary>
/// The published keys of <c>local.settings.sample.json</c>. They protect nothing, and the application does not start
/// with them outside Development.
/// </summary>
public static class SampleKeys
{
    /// <summary>For <see cref="KeyOptions.FieldKeyId"/>.</summary>
    public const string FieldKeyId = "sample";

    /// <summary>For <see cref="KeyOptions.FieldKey"/>: "daoban sample field key, public!".</summary>
    public const string FieldKey = "ZGFvYmFuIHNhbXBsZSBmaWVsZCBrZXksIHB1YmxpYyE=";

    /// <summary>For <see cref="KeyOptions.HashKey"/>: "daoban sample hash key, public!!".</summary>
    public const string HashKey = "ZGFvYmFuIHNhbXBsZSBoYXNoIGtleSwgcHVibGljISE=";
}
