using System.Text.Json.Nodes;
using System.Xml;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// The queues of Service Bus are those of the code; what expires or cannot be handled lies with its reason.
/// </summary>
internal static class Queues
{
    private const string Queue = "Microsoft.ServiceBus/namespaces/queues";

    public static Rule Rule { get; } = new("queues", Violations,
    [
        Mutation.Without(Queue),
        Mutation.Of(Queue, "name", "sb/other"),
        Mutation.Of(Queue, "properties.deadLetteringOnMessageExpiration", false),
        Mutation.Of(Queue, "properties.deadLetteringOnMessageExpiration", null),
        Mutation.Of(Queue, "properties.defaultMessageTimeToLive", null),
        Mutation.Of(Queue, "properties.defaultMessageTimeToLive", "PT1H"),
        Mutation.Of(Queue, "properties.defaultMessageTimeToLive", "P10675199DT2H48M5.4775807S"),
        Mutation.Of(Queue, "properties.maxDeliveryCount", 1),
        Mutation.Of(Queue, "properties.maxDeliveryCount", null),
        Mutation.Of(Queue, "properties.lockDuration", "PT5S"),
        Mutation.Of(Queue, "properties.lockDuration", "PT10M"),
        new("a queue nobody reads", environment =>
        {
            var copy = environment.First(Queue).DeepClone().AsObject();
            copy["name"] = $"{copy.Text("name")}-2";
            environment.Resources.Add(copy);
        }),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        bool isUsed = environment.Choice("messageTransport") == "ServiceBus";
        string[] wanted = isUsed ? [.. CodeFacts.Queues.Select(each => each.Name)] : [];
        string[] found = [.. environment.Of(Queue).Select(each => each.Text("name")!.Split('/')[^1])];
        return
        [
            .. wanted.Except(found).Select(name => $"{name} is missing"),
            .. found.Except(wanted).Select(name => $"{name} is not a queue of the code"),
            .. from queue in environment.Of(Queue) from fault in Faults(queue) select $"{queue.Label()}: {fault}",
        ];
    }

    private static IEnumerable<string> Faults(JsonObject queue)
    {
        if (!queue.Is("properties.deadLetteringOnMessageExpiration"))
        {
            yield return "what expires is lost";
        }

        string name = queue.Text("name")!.Split('/')[^1];
        QueueFacts? wanted = CodeFacts.Queues.FirstOrDefault(each => each.Name == name);
        if (queue.Text("properties.defaultMessageTimeToLive") is not { } life
            || XmlConvert.ToTimeSpan(life) != wanted?.TimeToLive)
        {
            yield return "messages live for another time than the code says";
        }

        if (queue.Number("properties.maxDeliveryCount") != wanted?.DeliveryLimit)
        {
            yield return "other tries than the code says";
        }

        if (queue.Text("properties.lockDuration") is not { } duration
            || XmlConvert.ToTimeSpan(duration) is var locked
            && (locked < TimeSpan.FromSeconds(30) || locked > TimeSpan.FromMinutes(5)))
        {
            yield return "a lock that no handler fits";
        }
    }
}
