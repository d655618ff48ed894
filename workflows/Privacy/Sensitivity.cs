using System.Text.Json.Serialization;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// What makes an element sensitive (Personal Information Protection Law 28); all but <see cref="General"/> are.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Sensitivity>))]
public enum Sensitivity
{
    /// <summary>Personal, not sensitive.</summary>
    [JsonStringEnumMemberName("general")]
    General,

    /// <summary>Biometric: what a face check leaves behind.</summary>
    [JsonStringEnumMemberName("biometric")]
    Biometric,

    /// <summary>Health or disability, or free text and papers that may tell of it.</summary>
    [JsonStringEnumMemberName("health")]
    Health,

    /// <summary>A financial account.</summary>
    [JsonStringEnumMemberName("financeAccount")]
    FinanceAccount,

    /// <summary>Of a child under fourteen.</summary>
    [JsonStringEnumMemberName("child")]
    Child,
}
