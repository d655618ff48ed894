namespace Daoban.Run.Commands;

/// <summary>How many messages were sent again.</summary>
internal sealed record ReplayAnswer(int Replayed);
