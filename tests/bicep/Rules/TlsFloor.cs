namespace Daoban.Bicep.Tests.Rules;

/// <summary>Encrypted connections only, TLS 1.2 or newer, wherever a service lets us say so.</summary>
internal static class TlsFloor
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string ServiceBus = "Microsoft.ServiceBus/namespaces";
    private const string Site = "Microsoft.Web/sites";

    private static readonly (string Type, string Path)[] Floors =
    [
        (Storage, "properties.minimumTlsVersion"),
        (ServiceBus, "properties.minimumTlsVersion"),
        (Site, "properties.siteConfig.minTlsVersion"),
        (Site, "properties.siteConfig.scmMinTlsVersion"),
    ];

    private static readonly (string Type, string Path)[] Switches =
    [
        (Storage, "properties.supportsHttpsTrafficOnly"),
        (Site, "properties.httpsOnly"),
    ];

    public static Rule Rule { get; } = new("tls-floor", Violations,
    [
        .. Floors.Select(each => Mutation.Of(each.Type, each.Path, each.Type == Storage ? "TLS1_1" : "1.1")),
        .. Floors.Select(each => Mutation.Of(each.Type, each.Path, null)),
        .. Switches.Select(each => Mutation.Of(each.Type, each.Path, false)),
        .. Switches.Select(each => Mutation.Of(each.Type, each.Path, null)),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
    [
        .. from floor in Floors
           from resource in environment.Of(floor.Type)
           where resource.Text(floor.Path) is not ("TLS1_2" or "TLS1_3" or "1.2" or "1.3")
           select $"{resource.Label()}: {floor.Path}",
        .. from each in Switches
           from resource in environment.Of(each.Type)
           where !resource.Is(each.Path)
           select $"{resource.Label()}: {each.Path}",
    ];
}
