namespace Daoban.Run.Backup;

/// <summary>One queue of a backup: never its messages, which cannot be read without taking them away.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Metadata">Of the queue.</param>
/// <param name="MessagesLeftOut">About how many there were; whoever sent them has to send them again.</param>
internal sealed record QueuePart(string Name, IReadOnlyDictionary<string, string> Metadata, int MessagesLeftOut);
