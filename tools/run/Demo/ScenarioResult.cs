namespace Daoban.Run.Demo;

/// <summary>How a scenario ended.</summary>
internal sealed record ScenarioResult
{
    /// <summary>Name of the scenario, such as <c>lost-callback</c>.</summary>
    public required string Scenario { get; init; }

    /// <summary>The catalog item.</summary>
    public required string ItemCode { get; init; }

    public required string CaseId { get; init; }

    public required string ExpectedStage { get; init; }

    /// <summary>The final stage; null when it was never seen.</summary>
    public string? Stage { get; init; }

    public string? OrderId { get; init; }

    /// <summary>Payments at the bank; null when there is no order.</summary>
    public int? Payments { get; init; }

    /// <summary>How the application learned of the payment.</summary>
    public string? SettledBy { get; init; }

    public IReadOnlyList<string> DocumentIds { get; init; } = [];

    public IReadOnlyList<string> DecisionIds { get; init; } = [];

    /// <summary>Entries of the case's ledger; null when it was not read.</summary>
    public int? LedgerEntries { get; init; }

    /// <summary>Why it did not end as expected; null when it did.</summary>
    public string? Failure { get; init; }

    /// <summary>Why it was left out; null when it ran.</summary>
    public string? Skipped { get; init; }

    public bool Passed => Failure is null;
}
