using System.Text.Json.Serialization;

namespace Daoban.Run.Demo;

/// <summary>What a reviewer sends.</summary>
internal sealed record DecisionWish(
    string Verdict,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? AmountFen = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReasonCode = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Comment = null)
{
    public static DecisionWish Approve { get; } = new("approved");

    public static DecisionWish ApproveWith(long amountFen) => new("approved", amountFen);

    public static DecisionWish Reject(string reasonCode, string comment) =>
        new("rejected", ReasonCode: reasonCode, Comment: comment);

    /// <summary>Without the comment, which may tell of the resident.</summary>
    public override string ToString() =>
        Verdict
        + (AmountFen is { } fen ? $", {Money.Yuan(fen)} to pay" : "")
        + (ReasonCode is null ? "" : $": {ReasonCode}");
}
