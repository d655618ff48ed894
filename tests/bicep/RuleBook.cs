using Daoban.Bicep.Tests.Rules;

namespace Daoban.Bicep.Tests;

/// <summary>All rules.</summary>
internal static class RuleBook
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        NoKeyListing.Rule,
        NoSecrets.Rule,
        NoPublicBlobs.Rule,
        TlsFloor.Rule,
        IdentityOnly.Rule,
        DataRoles.Rule,
        NoPublicCloudHost.Rule,
        KnownTypes.Rule,
        Described.Rule,
        Tagged.Rule,
        Diagnosed.Rule,
        DataKept.Rule,
        AnchorsImmutable.Rule,
        Lifecycle.Rule,
        Queues.Rule,
        TaskHub.Rule,
        PrivateNetwork.Rule,
        Hosting.Rule,
        SettingsComplete.Rule,
        SettingsProvided.Rule,
        Alerts.Rule,
        Workbook.Rule,
        ChinaOffers.Rule,
    ];

    public static Rule Find(string name) => All.Single(rule => rule.Name == name);
}
