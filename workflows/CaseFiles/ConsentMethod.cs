using System.Text.Json.Serialization;

namespace Daoban.Workflows.CaseFiles;

/// <summary>How a consent was given (rules R11.4, R15.4).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConsentMethod>))]
public enum ConsentMethod
{
    /// <summary>Signed by hand.</summary>
    [JsonStringEnumMemberName("SIGNATURE")]
    Signature,

    /// <summary>Fingerprint beside a witness's signature.</summary>
    [JsonStringEnumMemberName("FINGERPRINT")]
    Fingerprint,

    /// <summary>Spoken before a witness.</summary>
    [JsonStringEnumMemberName("SPOKEN_WITH_WITNESS")]
    SpokenWithWitness,
}
