using System.Diagnostics;
using System.Text.Json;
using Daoban.Workflows.Messages;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Messages;

public sealed class OutgoingMessageTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static readonly QueueDefinition Queue = MessageQueues.Get(MessageQueues.ReviewDecisions);

    [Fact]
    public void Create_WithAnActivity_CarriesItsContextAndTheId()
    {
        using Activity activity = new Activity("x")
        {
            ActivityTraceFlags = ActivityTraceFlags.Recorded,
        }.SetIdFormat(ActivityIdFormat.W3C).Start();

        OutgoingMessage message = OutgoingMessage.Create(Queue, "case.decision", """{"format":1,"caseId":"c"}""");

        Assert.Equal(activity.Id, message.TraceParent);
        Assert.Equal(
            $$"""{"format":1,"caseId":"c","messageId":"case.decision","traceParent":"{{activity.Id}}"}""",
            message.Text);
    }

    [Fact]
    public void Create_WithoutActivity_CarriesTheIdAlone()
    {
        Activity.Current = null;

        Assert.Equal(
            """{"format":1,"messageId":"m"}""", OutgoingMessage.Create(Queue, "m", """{"format":1}""").Text);
    }

    [Fact]
    public void Create_OfADecision_IsReadAsItWas()
    {
        var decided = new ReviewDecisionMessage(1, "c", "t", "d");

        OutgoingMessage message = OutgoingMessage.Create(Queue, "c.d", RowJson.Serialize(decided), Trace);

        Assert.Equal(
            decided with { TraceParent = Trace }, MessageReader.Read<ReviewDecisionMessage>(Queue, message.Text));
        Assert.Equal(new MessageHeader(1, "c.d", Trace), MessageHeader.TryRead(message.Text));
    }

    [Fact]
    public void Create_NoObject_Throws() =>
        Assert.ThrowsAny<JsonException>(() => OutgoingMessage.Create(Queue, "m", "[]"));

    [Theory]
    [InlineData("""{"format":1,"messageId":"a b","traceParent":"x"}""", 1)]
    [InlineData("""{"format":"1","messageId":7,"traceParent":[]}""", null)]
    [InlineData("{}", null)]
    public void Header_FieldsThatCannotBe_AreNone(string text, int? format) =>
        Assert.Equal(new MessageHeader(format, null, null), MessageHeader.TryRead(text));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    public void Header_NoObject_IsNone(string text) => Assert.Null(MessageHeader.TryRead(text));

    [Theory]
    [InlineData("x", DeadLetterReasons.Unreadable)]
    [InlineData("""{"format":1,"caseId":7}""", DeadLetterReasons.Unreadable)]
    [InlineData("""{"format":2}""", DeadLetterReasons.UnknownFormat)]
    public void Read_Poison_NamesTheReason(string text, string reason) => Assert.Equal(
        reason,
        Assert.Throws<PoisonMessageException>(() => MessageReader.Read<ReviewDecisionMessage>(Queue, text)).Reason);
}
