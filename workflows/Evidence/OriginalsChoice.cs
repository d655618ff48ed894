namespace Daoban.Workflows.Evidence;

/// <summary>Whether the scanned papers are in an evidence package.</summary>
public enum OriginalsChoice
{
    /// <summary>Handed over separately, or not at all.</summary>
    Separate,

    /// <summary>In the package; a second person must have approved it.</summary>
    Included,
}
