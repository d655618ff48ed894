using System.Text.Json.Serialization;

namespace Daoban.Workflows.Calendar;

/// <summary>Units of a <see cref="Duration"/>; written by name everywhere, so their order may change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DurationUnit>))]
public enum DurationUnit
{
    /// <summary>Only in the catalog of the Development environment.</summary>
    [JsonStringEnumMemberName("seconds")]
    Seconds,

    /// <summary>Only in the catalog of the Development environment.</summary>
    [JsonStringEnumMemberName("minutes")]
    Minutes,

    /// <summary>Hours, counted through nights and holidays.</summary>
    [JsonStringEnumMemberName("hours")]
    Hours,

    /// <summary>
    /// Calendar days; a limit that would end on a holiday rolls to the next working day (Civil Code 203).
    /// </summary>
    [JsonStringEnumMemberName("days")]
    Days,

    /// <summary>Working days by the State Council's calendar (Administrative Licence Law 82).</summary>
    [JsonStringEnumMemberName("workingDays")]
    WorkingDays,
}
