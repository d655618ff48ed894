namespace Daoban.Workflows.Anchors;

/// <summary>Reads where chains of one kind end. Whoever keeps chains registers one.</summary>
internal interface IChainHeads
{
    /// <summary>What the names of its chains begin with, up to the first slash: <c>case</c>, <c>access</c>.</summary>
    string Kind { get; }

    /// <summary>The committed end of a chain; null when it has no entry.</summary>
    /// <param name="chain">The whole name, such as <c>case/{caseId}</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">This build cannot read it; also JsonException.</exception>
    Task<ChainPosition?> ReadAsync(string chain, CancellationToken cancellationToken);
}
