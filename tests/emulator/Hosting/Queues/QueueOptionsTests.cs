using Azure.Storage.Queues;
using Daoban.Emulator.Hosting.Queues;
using Microsoft.Extensions.Configuration;

namespace Daoban.Emulator.Tests.Hosting.Queues;

public sealed class QueueOptionsTests
{
    [Fact]
    public void H107_EmptySection_HasTheHostsDefaults()
    {
        QueueOptions options = QueueOptions.Read(Section(), isDevelopment: false);

        Assert.Equal(16, options.BatchSize);
        Assert.Equal(8 * Environment.ProcessorCount, options.Threshold);
        Assert.Equal(TimeSpan.FromMinutes(1), options.MaxPollingInterval);
        Assert.Equal(5, options.MaxDequeueCount);
        Assert.Equal(TimeSpan.Zero, options.VisibilityTimeout);
        Assert.Equal(QueueMessageEncoding.Base64, options.MessageEncoding);
    }

    [Fact]
    public void H107_Development_PollsEveryTwoSeconds() =>
        Assert.Equal(TimeSpan.FromSeconds(2), QueueOptions.Read(Section(), isDevelopment: true).MaxPollingInterval);

    [Fact]
    public void Section_EveryValue_IsRead()
    {
        QueueOptions options = QueueOptions.Read(
            Section(
                ("batchSize", "32"),
                ("newBatchThreshold", "0"),
                ("maxPollingInterval", "00:00:10"),
                ("maxDequeueCount", "2"),
                ("visibilityTimeout", "00:00:30"),
                ("messageEncoding", "none")),
            isDevelopment: true);

        Assert.Equal(
            new QueueOptions
            {
                BatchSize = 32,
                NewBatchThreshold = 0,
                MaxPollingInterval = TimeSpan.FromSeconds(10),
                MaxDequeueCount = 2,
                VisibilityTimeout = TimeSpan.FromSeconds(30),
                MessageEncoding = QueueMessageEncoding.None,
            },
            options);
    }

    [Theory]
    [InlineData("batchSize", "33")]
    [InlineData("batchSize", "many")]
    [InlineData("newBatchThreshold", "-2")]
    [InlineData("maxPollingInterval", "00:00:00.05")]
    [InlineData("maxDequeueCount", "0")]
    [InlineData("visibilityTimeout", "soon")]
    [InlineData("messageEncoding", "7")]
    [InlineData("messageEncoding", "base32")]
    public void Section_WrongValue_IsRefusedByName(string key, string value)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => QueueOptions.Read(Section((key, value)), isDevelopment: false));

        Assert.Contains($"extensions.queues.{key}", error.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value)))
        .Build();
}
