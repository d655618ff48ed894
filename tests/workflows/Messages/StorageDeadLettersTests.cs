using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.TestKit;
using Daoban.Workflows.Messages;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Workflows.Tests.Messages;

public sealed class StorageDeadLettersTests : IAsyncLifetime
{
    // A queue of its own: the assembly's tests share one Azurite.
    private readonly QueueDefinition queue = new($"q{Guid.NewGuid():N}", 1, TimeSpan.FromDays(7), 5);
    private readonly StorageAccount storage;
    private readonly MessageFailures failures;
    private readonly StorageDeadLetters deadLetters;
    private readonly List<OutgoingMessage> sent = [];

    public StorageDeadLettersTests(AzuriteFixture azurite)
    {
        storage = new StorageAccount(azurite.ConnectionString);
        failures = new MessageFailures(storage, TimeProvider.System, NullLogger<MessageFailures>.Instance);
        deadLetters = new StorageDeadLetters(storage, failures);
    }

    public async ValueTask InitializeAsync() =>
        await storage.Tables.CreateTableIfNotExistsAsync(MessageFailures.TableName);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task List_NoPoisonQueue_IsEmpty()
    {
        Assert.Empty(await deadLetters.ListAsync(queue, 32, Cancelled));
        Assert.Equal(0, await deadLetters.CountAsync(queue, Cancelled));
        Assert.Equal(0, await ReplayAsync(null));
    }

    [Fact]
    public async Task List_EachKind_HasItsReason()
    {
        await PutAsync("""{"format":1,"messageId":"died"}""");
        await PutAsync("""{"format":1,"messageId":"failed"}""");
        await PutAsync("""{"format":9,"messageId":"new"}""");
        await PutAsync("scribble");
        await deadLetters.BuryAsync(
            queue, """{"format":1,"messageId":"wrong"}""", DeadLetterReasons.Unreadable, Cancelled);
        await failures.NoteAsync(queue, "failed", "System.IO.IOException", Cancelled);

        IReadOnlyList<DeadLetter> letters = await deadLetters.ListAsync(queue, 32, Cancelled);

        Assert.Equal(
            [
                ("died", "not-finished", null),
                ("failed", "failed", "System.IO.IOException"),
                ("new", "unknown-format", null),
                ("?", "unreadable", null),
                ("wrong", "unreadable", null),
            ],
            letters.Select(letter => (
                Guid.TryParse(letter.Id, out _) ? "?" : letter.Id, letter.Reason, letter.FailureCode)));
        Assert.Equal(5, await deadLetters.CountAsync(queue, Cancelled));
    }

    [Fact]
    public async Task Replay_OfOneId_SendsItOnceAndLeavesTheOthers()
    {
        await PutAsync("""{"format":1,"messageId":"a"}""");
        await PutAsync("""{"format":1,"messageId":"b"}""");
        await PutAsync("""{"format":1,"messageId":"a"}""");
        await failures.NoteAsync(queue, "a", "X", Cancelled);

        Assert.Equal(1, await ReplayAsync("a"));
        Assert.Equal(0, await ReplayAsync("a"));

        Assert.Equal(("a", """{"format":1,"messageId":"a"}"""), (sent.Single().Id, sent.Single().Text));
        Assert.Equal(["b"], (await deadLetters.ListAsync(queue, 32, Cancelled)).Select(letter => letter.Id));
        Assert.Empty(await failures.ListAsync(queue, Cancelled));
    }

    [Fact]
    public async Task Replay_WhatIsNoText_GoesBackAsItIs()
    {
        await storage.Queues.GetQueueClient(queue.Name).CreateAsync(cancellationToken: Cancelled);
        await storage.Queues.GetQueueClient(queue.PoisonName).CreateAsync(cancellationToken: Cancelled);
        await storage.RawQueues.GetQueueClient(queue.PoisonName).SendMessageAsync("no base64!", Cancelled);

        Assert.Equal(1, await ReplayAsync(null));

        QueueMessage back = await storage.RawQueues.GetQueueClient(queue.Name)
            .ReceiveMessageAsync(cancellationToken: Cancelled);
        Assert.Equal("no base64!", back.MessageText);
        Assert.Empty(sent);
    }

    [Fact]
    public async Task Replay_SendingFails_LosesNothing()
    {
        await PutAsync("""{"format":1,"messageId":"a"}""");

        await Assert.ThrowsAsync<IOException>(() => deadLetters.ReplayAsync(
            queue, null, (_, _) => throw new IOException("away"), Cancelled));

        Assert.Equal(1, await deadLetters.CountAsync(queue, Cancelled));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private async Task PutAsync(string text)
    {
        QueueClient poison = storage.Queues.GetQueueClient(queue.PoisonName);
        await poison.CreateIfNotExistsAsync(cancellationToken: Cancelled);
        await poison.SendMessageAsync(text, Cancelled);
    }

    private Task<int> ReplayAsync(string? id) => deadLetters.ReplayAsync(
        queue,
        id,
        (message, _) =>
        {
            sent.Add(message);
            return Task.CompletedTask;
        },
        Cancelled);
}
