using System.Text.Json;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.CaseFiles;

/// <summary>The effects every capability may ask for.</summary>
public static class CaseEffects
{
    /// <summary>Starts an orchestration once.</summary>
    /// <param name="change">The change that wants it.</param>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="orchestrator">Name of the orchestrator.</param>
    /// <param name="input">Its input; ids and codes only.</param>
    public static void Start(this CaseChange change, string instanceId, string orchestrator, object input) =>
        change.Send(
            StartOrchestrationHandler.KindName,
            instanceId,
            new StartOrchestrationHandler.StartRequest(orchestrator, ToElement(input)));

    /// <summary>Raises an external event to a running instance; a finished one does not need it.</summary>
    /// <param name="change">The change that wants it.</param>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="eventName">Name of the event.</param>
    /// <param name="payload">Names what it answers; ids, codes and amounts only.</param>
    /// <param name="hasStarted">
    /// Whether the instance has certainly run and waits: the event answers what one of its activities wrote.
    /// </param>
    public static void Raise(
        this CaseChange change, string instanceId, string eventName, object payload, bool hasStarted = false) =>
        change.Send(
            RaiseEventHandler.KindName,
            instanceId,
            new RaiseEventHandler.EventRequest(eventName, ToElement(payload), hasStarted));

    /// <summary>Sends a message, again and again until the receiver's commit acknowledges it.</summary>
    /// <param name="change">The change that wants it.</param>
    /// <param name="queue">Queue name.</param>
    /// <param name="id">Id of what the message is about.</param>
    /// <param name="message">Ids only; its content is looked up by them.</param>
    public static void Enqueue(this CaseChange change, string queue, string id, object message) =>
        change.Send(QueueMessageHandler.KindName, QueueMessageHandler.Subject(queue, id), message);

    /// <summary>Acknowledges a message sent by <see cref="Enqueue"/>: this change is what it asked for.</summary>
    /// <param name="change">The receiver's change.</param>
    /// <param name="file">The case file it changes.</param>
    /// <param name="queue">Queue name.</param>
    /// <param name="id">Id of what the message is about.</param>
    public static void Acknowledge(this CaseChange change, CaseFile file, string queue, string id)
    {
        string subject = QueueMessageHandler.Subject(queue, id);
        foreach (OutboxItem item in file.Outbox.Where(item => item.Subject == subject))
        {
            change.Acknowledge(item);
        }
    }

    private static JsonElement ToElement(object value) => RowJson.Deserialize<JsonElement>(RowJson.Serialize(value));
}
