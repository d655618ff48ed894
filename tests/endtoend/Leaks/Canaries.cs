using Daoban.Run.Demo;

namespace Daoban.EndToEnd.Tests.Leaks;

/// <summary>What must not be seen of the demonstration's residents.</summary>
internal static class Canaries
{
    /// <summary>Fields that the application is sent and refuses; its refusal must not repeat them.</summary>
    public static DemoResident Refused { get; } = new(
        "闻人误潮", "330902196207159980", "13800580009", "定海区环南街道大猫村误潮坪33号",
        "CARD", "6228480000000099", "校验位错误的身份证,请勿受理");

    /// <summary>A child, synthetic like all others, whose guardian consents.</summary>
    public static DemoResident Child { get; } = new(
        "端木小螺", "33090220170715998X", "13800580010", "定海区环南街道大猫村海螺坪44号",
        "CARD", "6228480000000007", "由祖母陪同到站，母亲在外地");

    /// <summary>Name of the child's guardian.</summary>
    public const string Guardian = "端木长澜";

    /// <summary>The content of a correction.</summary>
    public const string NewAddress = "定海区环南街道大猫村礁石坪55号";

    /// <summary>Every field of every resident, also as it may be written in another way.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. DemoResidents.All.Append(Refused).Append(Child).SelectMany(Of)
            .Append(Guardian)
            .Append(NewAddress)
            .Append(DemoResidents.RejectionComment)
            .Append(DemoResidents.RejectionComment.Split('，')[1])
            .Distinct(),
    ];

    private static IEnumerable<string> Of(DemoResident resident) =>
    [
        .. resident.Canaries,
        resident.IdNumber.ToLowerInvariant(),
        BirthDate(resident, "-"),
        BirthDate(resident, ""),
        resident.Phone.Replace("-", "", StringComparison.Ordinal),
        // House and lane without the village, which station data may name.
        resident.Address[(resident.Address.LastIndexOfAny(['村', '镇']) + 1)..],
        resident.Note.Split('，', ',')[0],
    ];

    // Never sent, but told by the ID number.
    private static string BirthDate(DemoResident resident, string separator) =>
        string.Join(separator, resident.IdNumber[6..10], resident.IdNumber[10..12], resident.IdNumber[12..14]);
}
