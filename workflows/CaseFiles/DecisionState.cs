namespace Daoban.Workflows.CaseFiles;

/// <summary>What became of a submitted decision.</summary>
public enum DecisionState
{
    /// <summary>Recorded; on its way through the queue.</summary>
    Received,

    /// <summary>It decided the task.</summary>
    Applied,

    /// <summary>Recorded and ignored, with a refusal code.</summary>
    Refused,
}
