namespace Daoban.EndToEnd.Tests.Support;

/// <summary>A request or an answer that was seen on its way.</summary>
/// <param name="Name">Method and target; for an answer also the status.</param>
/// <param name="Headers">One a line.</param>
/// <param name="Body">As it was sent.</param>
internal sealed record RecordedMessage(string Name, string Headers, byte[] Body);
