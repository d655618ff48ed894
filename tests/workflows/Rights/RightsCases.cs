using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Daoban.Workflows.Rights;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Rights;

/// <summary>What tests of rights requests do all the time.</summary>
internal static class RightsCases
{
    public static Actor Supervisor { get; } = new("supervisor-1", "supervisor", [], [], null);

    public static async Task<string> ClosedAsync(CaseHost host)
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await host.UntilClosedAsync(caseId);
        return caseId;
    }

    public static async Task<string> RequestAsync(CaseHost host, string caseId, RightsRequestData data)
    {
        string requestId = Guid.NewGuid().ToString("D");
        Attempt<RightsRequestView> taken = await host.Get<RightsDesk>().RequestAsync(
            caseId, requestId, data, People.Clerk, host.Client, default);
        Assert.True(taken.Succeeded, taken.Succeeded ? "" : taken.Problem.Code);
        await WaitingAsync(host, requestId);
        return requestId;
    }

    public static Task<string> RequestCorrectionAsync(CaseHost host, string caseId) => RequestAsync(
        host,
        caseId,
        new RightsRequestData(RightsKind.Correct, RightsReasons.Inaccurate, "address", "舟山市定海区环南街道大猫村 9 号"));

    public static Task<Attempt<RightsRequestView>> DecideAsync(
        CaseHost host, string caseId, string requestId, Verdict verdict, string? reasonCode = null) =>
        host.Get<RightsDesk>().DecideAsync(
            caseId,
            requestId,
            new RightsDecisionData(Guid.NewGuid().ToString("D"), verdict, reasonCode),
            Supervisor,
            host.Client,
            default);

    /// <summary>Waits until the request's orchestration waits for the decision.</summary>
    public static Task WaitingAsync(CaseHost host, string requestId) => Eventually.HoldsAsync(async () =>
        await host.Client.GetInstanceAsync(requestId, getInputsAndOutputs: true)
            is { SerializedCustomStatus: not null });

    /// <summary>Waits until the request was carried out.</summary>
    public static async Task<RightsRequestRecord> UntilDoneAsync(CaseHost host, string caseId, string requestId)
    {
        CaseFile file = await host.UntilAsync(caseId, file => file.Requests[requestId].Outcome is not null);
        return file.Requests[requestId];
    }
}
