using Daoban.Workflows.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Messages;

public sealed class MessageOptionsCheckTests
{
    [Theory]
    [InlineData("StorageQueues", "")]
    [InlineData("ServiceBus", "Daoban__Messages__Transport is ServiceBus, which this build was made without.")]
    [InlineData("Pigeon", "Daoban__Messages__Transport must be StorageQueues or ServiceBus.")]
    [InlineData("servicebus", "Daoban__Messages__Transport must be StorageQueues or ServiceBus.")]
    public void Validate_BuildWithStorageQueuesAlone_TakesThem(string transport, string fault) =>
        Assert.Equal(fault, Validate(transport, [MessageTransports.StorageQueues]));

    [Theory]
    [InlineData("StorageQueues", "", "true", "")]
    [InlineData("StorageQueues", "true", "true", "AzureWebJobs.A.Disabled must not be true")]
    [InlineData("StorageQueues", "", "", "AzureWebJobs.B.Disabled must be true")]
    [InlineData("ServiceBus", "1", "false", "")]
    [InlineData("ServiceBus", "", "", "AzureWebJobs.A.Disabled must be true")]
    public void Validate_Triggers_OnlyTheChosenOneMayRun(string transport, string a, string b, string fault)
    {
        string found = Validate(
            transport,
            MessageTransports.All,
            ("AzureWebJobs.A.Disabled", a),
            ("AzureWebJobs_B_Disabled", b));

        Assert.StartsWith(fault, found, StringComparison.Ordinal);
        Assert.Equal(fault.Length == 0, found.Length == 0);
    }

    private static string Validate(
        string transport, IReadOnlyList<string> transports, params (string Key, string Value)[] settings)
    {
        var check = new MessageOptionsCheck(
            transports.Select(name => new MessageTransport(name)),
            transports.Count == 1
                ? []
                : [new MessageTrigger(MessageTransports.StorageQueues, "A"), new(MessageTransports.ServiceBus, "B")],
            new ConfigurationBuilder().AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
        ValidateOptionsResult result = check.Validate(null, new MessageOptions { Transport = transport });
        return result.FailureMessage ?? "";
    }
}
