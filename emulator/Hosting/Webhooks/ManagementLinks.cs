using System.Text.Json.Nodes;
using Daoban.Emulator.Hosting.Durable;
using Microsoft.AspNetCore.Http;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>The links of one instance as the host makes them; the worker's differ in many small ways.</summary>
internal sealed record ManagementLinks(string InstanceId, string Prefix, string Query)
{
    public string StatusQueryGetUri => $"{Prefix}?{Query}";

    public static ManagementLinks Of(HttpRequest request, string instanceId, DurableHost durable, string? code) => new(
        instanceId,
        $"{request.Scheme}://{request.Host}{WebhookAddress.BasePath}/instances/{Uri.EscapeDataString(instanceId)}",
        $"taskHub={Uri.EscapeDataString(durable.HubName)}&connection={Uri.EscapeDataString(durable.ConnectionLabel)}"
            + (code is null ? "" : $"&{code}"));

    public JsonObject ToJson() => new()
    {
        ["id"] = InstanceId,
        ["statusQueryGetUri"] = StatusQueryGetUri,
        ["sendEventPostUri"] = $"{Prefix}/raiseEvent/{{eventName}}?{Query}",
        ["terminatePostUri"] = $"{Prefix}/terminate?reason={{text}}&{Query}",
        ["purgeHistoryDeleteUri"] = StatusQueryGetUri,
        ["restartPostUri"] = $"{Prefix}/restart?{Query}",
        ["suspendPostUri"] = $"{Prefix}/suspend?reason={{text}}&{Query}",
        ["resumePostUri"] = $"{Prefix}/resume?reason={{text}}&{Query}",
    };
}
