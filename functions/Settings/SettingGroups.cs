namespace Daoban.Functions.Settings;

/// <summary>Settings of which one, or one set, is needed.</summary>
internal static class SettingGroups
{
    /// <summary>The transport that needs <c>DaobanStorage</c> itself: its trigger names that connection.</summary>
    internal const string StorageQueues = "StorageQueues";

    /// <summary>The transport that needs <c>DaobanServiceBus</c>.</summary>
    internal const string ServiceBus = "ServiceBus";

    internal const string Transport = "Daoban__Messages__Transport";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SettingGroup> All { get; } =
    [
        Storage("AzureWebJobsStorage", "storage of the host"),
        Storage("DaobanStorage", "storage of the application") with
        {
            IsExclusive = true,
            When = (Transport, StorageQueues, true),
        },
        new("the Service Bus namespace", [["DaobanServiceBus"], ["DaobanServiceBus__fullyQualifiedNamespace"]])
        {
            IsExclusive = true,
            When = (Transport, ServiceBus, false),
        },
        new("the signing key", [["Daoban__Signing__KeyFile"], ["Daoban__Signing__KeyVaultKey"]])
        {
            IsExclusive = true,
            IsCheckedByOptions = true,
        },
        new(
            "the wrapping key",
            [["Daoban__Keys__WrappingKey", "Daoban__Keys__WrappingKeyId"], ["Daoban__KeyVault__WrappingKey"]])
        {
            IsCheckedByOptions = true,
        },
    ];

    // The host's storage bindings look for these names in this order.
    private static SettingGroup Storage(string connection, string name) => new(
        name,
        [
            [connection],
            [
                $"{connection}__blobServiceUri", $"{connection}__queueServiceUri", $"{connection}__tableServiceUri",
            ],
            [$"{connection}__accountName"],
        ]);
}
