using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>An instance as the status webhooks show it; keys in upstream's order.</summary>
internal static class InstanceJson
{
    public static JsonObject Of(OrchestrationMetadata instance, bool showInput) => new()
    {
        ["name"] = instance.Name,
        ["instanceId"] = instance.InstanceId,
        ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
        ["input"] = showInput ? EmbeddedJson.Of(instance.SerializedInput) : null,
        ["customStatus"] = EmbeddedJson.Of(instance.SerializedCustomStatus),
        ["output"] = EmbeddedJson.Of(instance.SerializedOutput),
        ["createdTime"] = Time(instance.CreatedAt),
        ["lastUpdatedTime"] = Time(instance.LastUpdatedAt),
    };

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z";
}
