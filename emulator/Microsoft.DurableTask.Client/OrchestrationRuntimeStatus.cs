namespace Microsoft.DurableTask.Client;

/// <summary>Where an orchestration stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Started and not finished.</summary>
    Running,

    /// <summary>Returned its output.</summary>
    Completed,

    /// <summary>Never reported: a continued orchestration is running.</summary>
    [Obsolete("The ContinuedAsNew status is obsolete and exists only for compatibility reasons.")]
    ContinuedAsNew,

    /// <summary>Ended by an exception.</summary>
    Failed,

    /// <summary>Never reported.</summary>
    [Obsolete("The Canceled status is not currently used and exists only for compatibility reasons.")]
    Canceled,

    /// <summary>Ended by a client.</summary>
    Terminated,

    /// <summary>Accepted and not started.</summary>
    Pending,

    /// <summary>Held by a client until resumed.</summary>
    Suspended,
}
