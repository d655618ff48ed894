using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Review;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Tests.Cases;

public sealed class CaseOrchestratorTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Case_ApprovedWithNothingDue_CompletesWithoutAnOrder()
    {
        string caseId = await host.SubmitAsync();
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await host.DecideAsync(caseId, 2, new DecisionData(Verdict.Approved, AmountFen: 0));

        CaseFile file = await host.UntilClosedAsync(caseId);

        Assert.Equal((CaseStage.Completed, null), (file.Existing.Stage, file.Existing.ReasonCode));
        Assert.Empty(file.Orders);
        Assert.Empty(file.Outbox);
        Assert.True(LedgerChain.IsIntact(
            LedgerChain.OfCase(caseId), await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default), file.Head));
    }

    [Fact]
    public async Task Case_RejectedAtTheFirstLevel_NeverOpensTheSecond()
    {
        string caseId = await host.SubmitAsync();
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Rejected, ReasonCode: RejectionReasons.NotEligible));

        CaseFile file = await host.UntilClosedAsync(caseId);

        Assert.Equal(
            (CaseStage.Rejected, RejectionReasons.NotEligible), (file.Existing.Stage, file.Existing.ReasonCode));
        Assert.Single(file.Tasks);
    }

    [Fact]
    public async Task Case_OneLevelFreeItem_CompletesAfterOneApproval()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        Assert.Equal(CaseStage.Completed, (await host.UntilClosedAsync(caseId)).Existing.Stage);
    }

    [Fact]
    public async Task Review_NobodyDecides_IsRemindedEscalatedAndLapses()
    {
        string caseId = await host.SubmitAsync();
        ReviewTaskRecord task = await host.TaskAsync(caseId, 1);

        // 2026-07-15 is a Wednesday: five working days end on Wednesday the 22nd at 24:00 in China.
        Assert.Equal(new DateTimeOffset(2026, 7, 22, 16, 0, 0, TimeSpan.Zero), task.EscalateAt);
        Assert.Equal(task.EscalateAt, (await host.FileAsync(caseId)).Existing.DueAt);

        host.Time.SetUtcNow(task.RemindAt);
        await host.UntilAsync(caseId, file => file.Tasks[task.TaskId].RemindedAt is not null);
        host.Time.SetUtcNow(task.EscalateAt);
        await host.UntilAsync(caseId, file => file.Tasks[task.TaskId].EscalatedAt is not null);
        await AdvanceToAsync(task.LapseAt, caseId);

        CaseFile file = await host.UntilClosedAsync(caseId);
        Assert.Equal((CaseStage.Lapsed, "review-lapsed"), (file.Existing.Stage, file.Existing.ReasonCode));
        Assert.Equal(ReviewTaskState.Lapsed, file.Tasks[task.TaskId].State);
    }

    [Fact]
    public async Task Review_StrayEvents_MoveNeitherCaseNorDeadline()
    {
        string caseId = await host.SubmitAsync();
        ReviewTaskRecord task = await host.TaskAsync(caseId, 1);
        ReviewDecided stray = new("another-task", "d", Verdict.Approved, null, null);

        await host.Client.RaiseEventAsync(caseId, ReviewDecided.EventName, stray);
        host.Time.SetUtcNow(task.RemindAt);
        await host.UntilAsync(caseId, file => file.Tasks[task.TaskId].RemindedAt is not null);
        await host.Client.RaiseEventAsync(caseId, ReviewDecided.EventName, stray);
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));

        ReviewTaskRecord second = await host.TaskAsync(caseId, 2);
        await host.Client.RaiseEventAsync(caseId, ReviewDecided.EventName, stray with { TaskId = task.TaskId });
        await host.DecideAsync(caseId, 2, new DecisionData(Verdict.Approved, AmountFen: 0));

        Assert.Equal(CaseStage.Completed, (await host.UntilClosedAsync(caseId)).Existing.Stage);
        Assert.Equal(ReviewTaskState.Decided, (await host.FileAsync(caseId)).Tasks[second.TaskId].State);
    }

    [Fact]
    public async Task Review_DecisionAppliedButItsEventLost_CountsAtTheDeadline()
    {
        string caseId = await host.SubmitAsync("PS-01");
        ReviewTaskRecord task = await host.TaskAsync(caseId, 1);
        await host.Get<CaseChanges>().ApplyAsync(caseId, host.Client, (file, change) =>
        {
            DecisionRecord decision = new(
                "d-1",
                task.TaskId,
                "reviewer-1",
                Verdict.Approved,
                null,
                null,
                null,
                "c",
                task.OpenedAt,
                DecisionState.Applied);
            change.Put(decision);
            change.Put(task with { State = ReviewTaskState.Decided, DecisionId = "d-1" });
            change.Enter(new(LedgerActions.DecisionApplied, Actor.System, "d-1"));
            return true;
        }, default);

        await AdvanceToAsync(task.LapseAt, caseId);

        Assert.Equal(CaseStage.Completed, (await host.UntilClosedAsync(caseId)).Existing.Stage);
    }

    // The milestones before the last one create their timers one after the other; each step lets the next be created.
    private async Task AdvanceToAsync(DateTimeOffset instant, string caseId)
    {
        await Eventually.HoldsAsync(async () =>
        {
            if (host.Time.GetUtcNow() < instant)
            {
                TimeSpan step = instant - host.Time.GetUtcNow();
                host.Time.Advance(step < TimeSpan.FromDays(1) ? step : TimeSpan.FromDays(1));
                return false;
            }

            OrchestrationMetadata? instance = await host.Client.GetInstanceAsync(caseId);
            return instance!.IsCompleted;
        });
    }
}
