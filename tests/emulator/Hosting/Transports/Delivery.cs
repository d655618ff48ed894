namespace Daoban.Emulator.Tests.Hosting.Transports;

/// <summary>One call of the function under test.</summary>
/// <param name="Host">Which host made it.</param>
/// <param name="Text">The message.</param>
/// <param name="Count">The delivery count that came with it.</param>
/// <param name="MessageId">The transport's id of the message.</param>
/// <param name="Receipt">What proves that the message is this call's.</param>
internal sealed record Delivery(string Host, string Text, int Count, string MessageId, string Receipt)
{
    /// <summary>Properties that came beside the text.</summary>
    public IReadOnlyDictionary<string, object> Properties { get; init; } = new Dictionary<string, object>();
}
