using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each message of a storage queue.</summary>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>The queue's name; <c>%Setting%</c> is resolved.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>Name of the setting with the connection string; AzureWebJobsStorage when null.</summary>
    public string? Connection { get; set; }
}
