namespace Daoban.Functions.Tests.Contract;

/// <summary>The application with Service Bus as its transport.</summary>
public sealed class ServiceBusApp : DaobanApp
{
    public string ServiceBusConnection { get; } =
        $"Endpoint=sb://ns{Guid.NewGuid():N}.test;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true";

    protected override IEnumerable<string> Transport =>
    [
        "--Daoban:Messages:Transport=ServiceBus",
        "--AzureWebJobs.ApplyReviewDecision.Disabled=true",
        $"--DaobanServiceBus={ServiceBusConnection}",
        "--ServiceBusEmulator:MaxDeliveryCount=5",
        "--ServiceBusEmulator:DeadLetteringOnMessageExpiration=true",
    ];
}
