namespace Daoban.Workflows.Audit;

/// <summary>A kind of history event that tells what a case went through.</summary>
internal enum HistoryMoment
{
    /// <summary>An orchestration began.</summary>
    Started,

    /// <summary>An activity was asked for; recorded before it runs.</summary>
    Scheduled,

    /// <summary>An activity came back.</summary>
    Completed,

    /// <summary>An event arrived.</summary>
    Raised,

    /// <summary>Somebody ended, stopped or resumed the orchestration from outside.</summary>
    Interfered,
}
