namespace Daoban.Workflows.Messages;

/// <summary>How the latest delivery of a message failed; storage queues keep nothing of it themselves.</summary>
/// <param name="Format">Format version, 1.</param>
/// <param name="Code">Types and codes of what was thrown, no texts.</param>
/// <param name="At">When.</param>
internal sealed record MessageFailure(int Format, string Code, DateTimeOffset At)
{
    public const int CurrentFormat = 1;
}
