namespace Daoban.Emulator.Hosting.Settings;

/// <summary>The settings of host.json that have an effect here.</summary>
internal static class KnownHostSettings
{
    private static readonly string[] Names =
    [
        "extensions:durableTask:defaultVersion",
        "extensions:durableTask:hubName",
        "extensions:durableTask:maxConcurrentActivityFunctions",
        "extensions:durableTask:storageProvider:connectionName",
        "extensions:durableTask:storageProvider:connectionStringName",
        "extensions:durableTask:storageProvider:maxQueuePollingInterval",
        "extensions:durableTask:storageProvider:partitionCount",
        "extensions:durableTask:versionFailureStrategy",
        "extensions:durableTask:versionMatchStrategy",
        "extensions:http:maxConcurrentRequests",
        "extensions:http:maxOutstandingRequests",
        "extensions:http:routePrefix",
        "extensions:queues:batchSize",
        "extensions:queues:maxDequeueCount",
        "extensions:queues:maxPollingInterval",
        "extensions:queues:messageEncoding",
        "extensions:queues:newBatchThreshold",
        "extensions:queues:visibilityTimeout",
        "version",
    ];

    private static readonly string[] Prefixes = ["extensions:http:customHeaders:", "logging:logLevel:"];

    public static bool Contains(string key) =>
        Names.Contains(key, StringComparer.OrdinalIgnoreCase)
        || Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
