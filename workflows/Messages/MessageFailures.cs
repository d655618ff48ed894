using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Messages;

/// <summary>
/// Table <c>messagefailures</c>: how the latest delivery of a message failed, by queue and message id, for as long as
/// the message has neither been handled nor replayed. Without it a dead letter of a storage queue would have no reason.
/// </summary>
public sealed partial class MessageFailures
{
    internal const string TableName = "messagefailures";

    private const string CodeColumn = "Code";
    private const string AtColumn = "At";
    private const int LongestCode = 400;

    private readonly TableClient table;
    private readonly TimeProvider clock;
    private readonly ILogger<MessageFailures> logger;

    internal MessageFailures(StorageAccount storage, TimeProvider clock, ILogger<MessageFailures> logger)
    {
        table = storage.Tables.GetTableClient(TableName);
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Notes a failure. Storage that does not answer is logged: the message's own fate goes on.</summary>
    /// <param name="queue">The message's queue.</param>
    /// <param name="id">The message.</param>
    /// <param name="code">Types and codes, no texts.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task NoteAsync(QueueDefinition queue, string id, string code, CancellationToken cancellationToken)
    {
        TableEntity row = new(queue.Name, id)
        {
            [RowFormat.Column] = MessageFailure.CurrentFormat,
            [CodeColumn] = code[..Math.Min(code.Length, LongestCode)],
            [AtColumn] = clock.GetUtcNow(),
        };
        try
        {
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
        catch (Exception failure) when (StorageFailures.Is(failure))
        {
            LogNotNoted(queue.Name, id, failure.GetType().Name);
        }
    }

    /// <summary>Forgets a failure: the message has been handled after all, or is on its way again.</summary>
    public async Task ForgetAsync(QueueDefinition queue, string id, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(queue.Name, id, ETag.All, cancellationToken);
        }
        catch (Exception failure) when (StorageFailures.Is(failure))
        {
            LogNotNoted(queue.Name, id, failure.GetType().Name);
        }
    }

    internal async Task<IReadOnlyDictionary<string, MessageFailure>> ListAsync(
        QueueDefinition queue, CancellationToken cancellationToken)
    {
        Dictionary<string, MessageFailure> failures = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {queue.Name}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            RowFormat.Require(row, MessageFailure.CurrentFormat, nameof(MessageFailure));
            failures[row.RowKey] = new MessageFailure(
                MessageFailure.CurrentFormat, row.GetString(CodeColumn), row.GetDateTimeOffset(AtColumn)!.Value);
        }

        return failures;
    }

    [LoggerMessage(
        2111, LogLevel.Warning, "Queue {Queue}: how message {MessageId} failed could not be kept ({ErrorType})")]
    private partial void LogNotNoted(string queue, string messageId, string errorType);
}
