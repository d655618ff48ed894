namespace Daoban.Run.Demo;

/// <summary>A case as the application shows it, as far as the demonstration looks.</summary>
internal sealed record CaseState(
    string CaseId,
    string Stage,
    string? ReasonCode,
    IReadOnlyList<TaskState>? ReviewTasks = null,
    PaymentState? Payment = null)
{
    public override string ToString() =>
        $"stage {Stage}, {ReviewTasks?.Count ?? 0} review tasks, payment {Payment?.State ?? "none"}";
}
