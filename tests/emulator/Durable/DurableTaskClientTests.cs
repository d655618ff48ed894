using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Durable;

/// <summary>What the client's base class does by itself, and the pages it returns.</summary>
public sealed class DurableTaskClientTests
{
    [Fact]
    public async Task Overloads_LeadToTheAbstractMethods()
    {
        await using var client = new RecordingClient();

        await client.ScheduleNewOrchestrationInstanceAsync("Main", CancellationToken.None);
        await client.ScheduleNewOrchestrationInstanceAsync("Main", 1, CancellationToken.None);
        await client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions("id"));
        await client.RaiseEventAsync("id", "E", CancellationToken.None);
        await client.GetInstanceAsync("id", CancellationToken.None);
        await client.SuspendInstanceAsync("id", CancellationToken.None);
        await client.ResumeInstanceAsync("id", CancellationToken.None);
        await client.TerminateInstanceAsync("id", "output");
        await client.TerminateInstanceAsync("id", CancellationToken.None);

        Assert.Equal(
            [
                "start Main  ", "start Main 1 ", "start Main  id", "raise E ", "get id False", "suspend ", "resume ",
                "terminate output",
                "terminate ",
            ],
            client.Calls);
    }

    [Fact]
    public async Task OptionalOperations_AreNotSupportedUnlessOverridden()
    {
        await using var client = new RecordingClient();

        await Assert.ThrowsAsync<NotSupportedException>(() => client.PurgeInstanceAsync("id"));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => client.PurgeAllInstancesAsync(new PurgeInstancesFilter()));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.RestartAsync("id"));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.RewindInstanceAsync("id", "reason"));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetOrchestrationHistoryAsync("id"));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.ListInstanceIdsAsync());
    }

    [Fact]
    public async Task Pageable_FetchesPageAfterPageFromItsToken()
    {
        List<string?> asked = [];
        AsyncPageable<int> pageable = Pageable.Create<int>((token, _) =>
        {
            asked.Add(token);
            int page = token is null ? 0 : int.Parse(token, System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult(new Page<int>([page, page + 1], page < 4 ? $"{page + 2}" : null));
        });
        List<int> values = [];
        await foreach (int value in pageable)
        {
            values.Add(value);
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], values);
        Assert.Equal([null, "2", "4"], asked);
    }

    [Fact]
    public void OrchestrationMetadata_ToString_ShowsNoPayload()
    {
        var state = new OrchestrationMetadata("Main", "id") { SerializedInput = "secret", SerializedOutput = "secret" };

        Assert.DoesNotContain("secret", state.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PurgeResult_NegativeCount_IsRefused()
        => Assert.Throws<ArgumentException>("count", () => new PurgeResult(-1));

    [Fact]
    public void DurableTaskClientOptions_NullConverter_SetsTheDefaultAgain()
    {
        var options = new DurableTaskClientOptions { DataConverter = null! };

        Assert.Same(Microsoft.DurableTask.Converters.JsonDataConverter.Default, options.DataConverter);
    }
}
