using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each message of a Service Bus queue.</summary>
public sealed class ServiceBusTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>The queue's name; <c>%Setting%</c> is resolved.</summary>
    public string? QueueName { get; } = queueName;

    /// <summary>Name of the setting with the connection; AzureWebJobsServiceBus when null.</summary>
    public string? Connection { get; set; }

    /// <summary>Whether the host completes a message after the function. Unset, host.json decides.</summary>
    public bool AutoCompleteMessages { get; set; }
}
