namespace Daoban.Workflows.Storage;

/// <summary>A table, queue or container that a capability needs.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Name">Its name.</param>
internal sealed record StoragePart(StoragePartKind Kind, string Name);

/// <summary>Kinds of <see cref="StoragePart"/>.</summary>
internal enum StoragePartKind
{
    /// <summary>A table.</summary>
    Table,

    /// <summary>A storage queue.</summary>
    Queue,

    /// <summary>A blob container.</summary>
    Container,
}
