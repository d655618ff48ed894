using System.Security.Cryptography;
using Daoban.Run.Http;

namespace Daoban.Run.Demo;

/// <summary>
/// One resident's case: what people do with it, one method for each thing. Tells the log what happens.
/// </summary>
internal sealed class CaseJourney(
    string scenario, Station station, DaobanApi app, BankApi bank, PatientHttp http, IDemoLog log)
{
    private readonly List<string> documentIds = [];
    private readonly List<string> decisionIds = [];

    public string Scenario => scenario;

    public Station Station => station;

    public string CaseId { get; } = Guid.NewGuid().ToString("D");

    public IReadOnlyList<string> DocumentIds => documentIds;

    public IReadOnlyList<string> DecisionIds => decisionIds;

    public async Task UploadAsync(IEnumerable<DemoPaper> papers, CancellationToken cancellationToken)
    {
        foreach (DemoPaper paper in papers)
        {
            StoredPaper stored = await app.PutAsync(station.Clerk, CaseId, station.Id, paper, cancellationToken);
            string sha256 = Convert.ToHexStringLower(SHA256.HashData(paper.Content));
            Require(stored.Sha256 == sha256, $"the SHA-256 of {paper.MaterialCode} differs");
            Require(stored.MediaType == paper.MediaType, $"{paper.MaterialCode} was taken for {stored.MediaType}");
            documentIds.Add(paper.DocumentId);
            Tell(station.Clerk, $"scanned {paper.MaterialCode} ({stored.MediaType}, {stored.Length} bytes)");
        }
    }

    public async Task SubmitAsync(
        string itemCode, DemoResident resident, IReadOnlyList<DemoPaper> papers, CancellationToken cancellationToken)
    {
        await app.SubmitAsync(
            station.Clerk, Submission.Create(CaseId, itemCode, station.Id, resident, papers), cancellationToken);
        Tell(station.Clerk, $"submitted case {CaseId} for {itemCode}");
    }

    /// <summary>
    /// A reviewer finds the task in his worklist, claims it and decides; then waits until that is applied.
    /// </summary>
    public async Task DecideAsync(int level, DecisionWish wish, CancellationToken cancellationToken)
    {
        string reviewer = station.Reviewer(level);
        TaskState task = (await http.PollAsync(
            $"a review task of level {level} in {reviewer}'s worklist",
            () => app.FindTaskAsync(reviewer, station.District, CaseId, level, cancellationToken),
            found => found is not null,
            _ => "not listed",
            cancellationToken))!;
        await app.ClaimAsync(reviewer, CaseId, task.TaskId, cancellationToken);
        Tell(reviewer, $"claimed review task of level {level}");

        string decisionId = Guid.NewGuid().ToString("D");
        await app.DecideAsync(reviewer, CaseId, task.TaskId, decisionId, wish, cancellationToken);
        TaskState decided = await http.PollAsync(
            $"the decision of level {level}",
            () => app.ReadTaskAsync(reviewer, CaseId, task.TaskId, cancellationToken),
            read => read.Find(decisionId) is { } decision && !Is(decision.State, "received"),
            read => $"task {read.State}, decision {read.Find(decisionId)?.State}",
            cancellationToken);
        DecisionState outcome = decided.Find(decisionId)!;
        Require(Is(outcome.State, "applied"), $"the decision of level {level} was refused: {outcome.RefusalCode}");
        decisionIds.Add(decisionId);
        Tell(reviewer, wish.ToString());
    }

    /// <summary>The clerk reveals the comment on the last decision; the log says that, and nothing of it.</summary>
    public async Task TellResidentWhyAsync(string expected, CancellationToken cancellationToken)
    {
        TaskState task = (await ReadAsync(cancellationToken)).ReviewTasks![^1];
        RevealedText comment = await app.RevealCommentAsync(
            station.Clerk, CaseId, task.TaskId, decisionIds[^1], cancellationToken);
        Require(comment.Text == expected, "the comment is another than the reviewer's");
        Tell(station.Clerk, "told the resident what the reviewer wrote");
    }

    public async Task<PaymentState> AwaitOrderAsync(CancellationToken cancellationToken)
    {
        CaseState state = await http.PollAsync(
            "a payment order at the bank",
            () => ReadAsync(cancellationToken),
            read => read.Payment is { } payment && !Is(payment.State, "created"),
            read => read.ToString(),
            cancellationToken);
        PaymentState order = state.Payment!;
        Require(Is(order.State, "registered"), $"the order is {order.State}");
        Tell("daoban", $"ordered {Money.Yuan(order.AmountFen)} at the bank, reference {order.BankReference}");
        return order;
    }

    public async Task PayAsync(PaymentState order, CancellationToken cancellationToken)
    {
        await bank.PayAsync(order.OrderId, cancellationToken);
        Tell("resident", $"paid {Money.Yuan(order.AmountFen)} at the counter");
    }

    public async Task LoseCallbacksAsync(PaymentState order, CancellationToken cancellationToken)
    {
        await bank.LoseCallbacksAsync(order.OrderId, cancellationToken);
        Tell("network", "from now on loses every callback of this order");
    }

    public async Task<CaseState> AwaitEndAsync(CancellationToken cancellationToken)
    {
        CaseState state = await http.PollAsync(
            "the end of the case",
            () => ReadAsync(cancellationToken),
            read => CaseStages.IsFinal(read.Stage),
            read => read.ToString(),
            cancellationToken);
        string settled = state.Payment is { SettledBy: { } by } ? $", payment found by {by}" : "";
        Tell("daoban", $"closed the case: {state.Stage}{settled}");
        return state;
    }

    public void Tell(string who, string what) => log.Step(scenario, who, what);

    private Task<CaseState> ReadAsync(CancellationToken cancellationToken) =>
        app.ReadCaseAsync(station.Clerk, CaseId, cancellationToken);

    private static bool Is(string actual, string expected) =>
        actual.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new UnexpectedAnswerException(otherwise);
        }
    }
}
