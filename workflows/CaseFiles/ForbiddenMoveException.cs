namespace Daoban.Workflows.CaseFiles;

/// <summary>A move that the process does not allow: a defect, never an answer to a user. Not retried.</summary>
/// <param name="stage">Where the case stands.</param>
/// <param name="move">What was attempted.</param>
public sealed class ForbiddenMoveException(CaseStage stage, CaseMove move)
    : InvalidOperationException($"A case in stage {stage} cannot {move}.");
