namespace Daoban.Workflows.Audit;

/// <summary>What an activity's result must be for a rule to hold.</summary>
internal enum ExpectedResult
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>True: it changed the case, or did before.</summary>
    True,

    /// <summary>Something.</summary>
    Some,

    /// <summary>Nothing.</summary>
    None,
}
