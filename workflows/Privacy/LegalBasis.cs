using System.Text.Json.Serialization;

namespace Daoban.Workflows.Privacy;

/// <summary>Why an element may be processed at all (Personal Information Protection Law 13).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LegalBasis>))]
public enum LegalBasis
{
    /// <summary>Needed for a statutory duty: no consent is asked for, a notice is still due (13(3), 34, 35).</summary>
    [JsonStringEnumMemberName("STATUTORY_DUTY")]
    StatutoryDuty,

    /// <summary>Separate consent, which may be refused without losing the service (13(1), 16, 29).</summary>
    [JsonStringEnumMemberName("CONSENT")]
    Consent,
}
