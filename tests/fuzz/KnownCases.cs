using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.Run.Demo;
using Daoban.Run.Http;
using Daoban.Run.Launch;

namespace Daoban.Fuzz;

/// <summary>
/// Takes in cases as the demonstration does: one under review, one rejected, one waiting for a payment.
/// </summary>
internal sealed class KnownCases(HttpClient client, StackPlan plan) : IDemoLog
{
    private const string Item = "SS-02";
    private const int Prepared = 3;
    private static readonly string[] Materials = ["M01", "M02", "M06"];

    private readonly PatientHttp http = new(client, TimeSpan.FromSeconds(60));

    public void Step(string scenario, string who, string what)
    {
        // Nobody reads it.
    }

    public async Task<IReadOnlyList<KnownCase>> CreateAsync(CancellationToken cancellationToken) => await Task.WhenAll(
        CreateAsync(
            Station.Damao, DemoResidents.LostCallback, (_, _) => Task.CompletedTask, cancellationToken),
        CreateAsync(
            Station.Dongji,
            DemoResidents.Rejected,
            (journey, token) => journey.DecideAsync(
                1, DecisionWish.Reject("other", DemoResidents.RejectionComment), token),
            cancellationToken),
        CreateAsync(
            Station.Damao,
            DemoResidents.Paid,
            async (journey, token) =>
            {
                await journey.DecideAsync(1, DecisionWish.Approve, token);
                await journey.DecideAsync(2, DecisionWish.ApproveWith(1_080_000), token);
                await journey.AwaitOrderAsync(token);
            },
            cancellationToken));

    private async Task<KnownCase> CreateAsync(
        Station station,
        DemoResident resident,
        Func<CaseJourney, CancellationToken, Task> play,
        CancellationToken cancellationToken)
    {
        DaobanApi app = new(http, plan.App, new IssuerApi(http, plan.Issuer));
        CaseJourney journey = new("fuzz", station, app, new BankApi(http, plan.Bank), http, this);
        IReadOnlyList<DemoPaper> papers = DemoPapers.For(resident, Materials);
        await journey.UploadAsync(papers, cancellationToken);
        await journey.SubmitAsync(Item, resident, papers, cancellationToken);
        CaseState state = await http.PollAsync(
            "a review task",
            () => app.ReadCaseAsync(station.Clerk, journey.CaseId, cancellationToken),
            read => read.ReviewTasks is { Count: > 0 },
            read => read.ToString(),
            cancellationToken);
        await play(journey, cancellationToken);
        state = await app.ReadCaseAsync(station.Clerk, journey.CaseId, cancellationToken);
        List<JsonNode> prepared = [];
        for (int i = 0; i < Prepared; i++)
        {
            prepared.Add(await PrepareAsync(app, station, resident, cancellationToken));
        }

        return new KnownCase(
            journey.CaseId,
            [.. state.ReviewTasks!.Select(task => task.TaskId)],
            [.. journey.DecisionIds],
            [.. journey.DocumentIds],
            state.Payment?.OrderId,
            prepared,
            station.Id,
            [station.Clerk, station.FirstReviewer, station.SecondReviewer, "auditor", "admin", "bank-officer"]);
    }

    private static async Task<JsonNode> PrepareAsync(
        DaobanApi app, Station station, DemoResident resident, CancellationToken cancellationToken)
    {
        string caseId = Guid.NewGuid().ToString("D");
        IReadOnlyList<DemoPaper> papers = DemoPapers.For(resident, Materials);
        foreach (DemoPaper paper in papers)
        {
            await app.PutAsync(station.Clerk, caseId, station.Id, paper, cancellationToken);
        }

        return JsonSerializer.SerializeToNode(Submission.Create(caseId, Item, station.Id, resident, papers))!;
    }
}
