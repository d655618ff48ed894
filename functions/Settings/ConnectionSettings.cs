using static Daoban.Functions.Settings.SettingNeed;

namespace Daoban.Functions.Settings;

/// <summary>Part of <see cref="AppSettings"/>: where state and messages lie.</summary>
internal static class ConnectionSettings
{
    public static IReadOnlyList<AppSetting> All { get; } =
    [
        .. Storage(
            "AzureWebJobsStorage",
            "storage of the Functions host and the task hub; of the application, too, unless `DaobanStorage` is set",
            SettingOwner.Host),
        .. Storage("DaobanStorage", "storage of the application; named by the queue trigger", SettingOwner.Application),
        new(
            SettingGroups.Transport,
            Optional,
            SettingForm.Choice(SettingGroups.StorageQueues, SettingGroups.ServiceBus),
            "what carries messages; `StorageQueues` by default"),
        new(
            "DaobanServiceBus",
            OneOfGroup,
            SettingForm.Any("a connection string of Service Bus"),
            "the Service Bus namespace, needed with the transport `ServiceBus`") { IsSecret = true },
        new(
            "DaobanServiceBus__fullyQualifiedNamespace",
            OneOfGroup,
            SettingForm.Any("a host name, such as NAME.servicebus.chinacloudapi.cn"),
            "the namespace, reached with the managed identity"),
        .. Identity("DaobanServiceBus", SettingOwner.Application),
    ];

    private static IEnumerable<AppSetting> Storage(string connection, string meaning, SettingOwner owner) =>
    [
        new(connection, OneOfGroup, SettingForm.StorageConnection, meaning) { IsSecret = true, Owner = owner },
        new(
            $"{connection}__blobServiceUri",
            OneOfGroup,
            SettingForm.Endpoint,
            "the account's blob endpoint, reached with the managed identity; any cloud") { Owner = owner },
        new($"{connection}__queueServiceUri", OneOfGroup, SettingForm.Endpoint, "its queue endpoint")
        {
            Owner = owner,
        },
        new($"{connection}__tableServiceUri", OneOfGroup, SettingForm.Endpoint, "its table endpoint")
        {
            Owner = owner,
        },
        new(
            $"{connection}__accountName",
            OneOfGroup,
            SettingForm.Any("an account name"),
            "instead of the three endpoints, global cloud only (`core.windows.net`)") { Owner = owner },
        .. Identity(connection, owner),
    ];

    private static IEnumerable<AppSetting> Identity(string connection, SettingOwner owner) =>
    [
        new(
            $"{connection}__credential",
            Optional,
            SettingForm.Choice("managedidentity"),
            "signs in as the managed identity only; without it, as Azure Identity finds one") { Owner = owner },
        new(
            $"{connection}__clientId",
            Optional,
            SettingForm.ClientId,
            "client id of the user-assigned identity; empty for the system-assigned one") { Owner = owner },
    ];
}
