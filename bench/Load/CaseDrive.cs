using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Daoban.Bench.Load;

/// <summary>
/// Lives through one case as its plan says: papers, submission, reviews, payment, end. People think between the steps;
/// the time that they take does not depend on how fast the application is.
/// </summary>
internal sealed class CaseDrive(CasePlan plan, LoadHttp http, LoadTargets targets, LoadStaff staff, PaperPool papers)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Random random = new(plan.PeopleSeed);
    private readonly string caseId = Guid.NewGuid().ToString("D");
    private long intended;

    public string CaseId => caseId;

    public CasePlan Plan => plan;

    /// <summary>Somebody who may read the case; null before anybody worked on it.</summary>
    public string? Clerk { get; private set; }

    /// <summary>The case's last stage as its clerk saw it; null when it has not got there.</summary>
    public string? EndedAs { get; private set; }

    /// <summary>What it was doing when it failed; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Lives through the case; a failure is noted, not thrown.</summary>
    /// <returns>Whether the case came to its end.</returns>
    public async Task<bool> TryRunAsync(long arrived, TimeSpan think, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(arrived, think, cancellationToken);
            return true;
        }
        catch (LoadFailureException failure)
        {
            Failure = failure.Message;
            return false;
        }
    }

    private async Task RunAsync(long arrived, TimeSpan think, CancellationToken cancellationToken)
    {
        intended = arrived;
        Clerk = staff.Clerk(plan.Station, random);
        object submission = await UploadAsync(Clerk, cancellationToken);
        long submitted = Stopwatch.GetTimestamp();
        await SubmitAsync(Clerk, submission, cancellationToken);
        if (plan.RepeatsSubmission)
        {
            await SubmitAsync(Clerk, submission, cancellationToken);
        }

        for (int level = 1; level <= plan.Levels; level++)
        {
            await ThinkAsync(think, cancellationToken);
            await ReviewAsync(level, think, cancellationToken);
            if (plan.RejectedAt == level)
            {
                break;
            }
        }

        if (plan.AmountFen > 0)
        {
            await PayAsync(Clerk, think, cancellationToken);
        }

        EndedAs = await AwaitEndAsync(Clerk, cancellationToken);
        targets.Log.Add("whole case", Stopwatch.GetElapsedTime(submitted));
    }

    private async Task<object> UploadAsync(string clerk, CancellationToken cancellationToken)
    {
        Random contents = new(plan.PaperSeed);
        List<object> materials = [];
        foreach (string material in plan.Materials)
        {
            string documentId = Guid.NewGuid().ToString("D");
            await http.SendAsync(
                "upload",
                clerk,
                HttpMethod.Put,
                At($"documents/{documentId}?material={material}&station={plan.Station.Id}"),
                new ByteArrayContent(papers.Pick(contents))
                {
                    Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") },
                },
                Next(),
                cancellationToken);
            materials.Add(new { code = material, documentId });
        }

        LoadResident resident = plan.Resident;
        return new
        {
            caseId,
            itemCode = plan.ItemCode,
            stationId = plan.Station.Id,
            resident = new
            {
                name = resident.Name,
                idNumber = resident.IdNumber,
                address = resident.Address,
                phone = resident.Phone,
                bankAccount = plan.ItemCode == CaseMix.Pension
                    ? new { kind = "CARD", number = resident.Account }
                    : null,
            },
            identityCheck = new
            {
                method = "CARD_AND_WITNESS",
                outcome = "MATCH",
                checkedAt = DateTimeOffset.UtcNow,
                witnessId = "cadre-01",
            },
            materials,
            notice = new { code = "intake", version = 1, shownAt = DateTimeOffset.UtcNow, form = "READ_ALOUD" },
            note = "测试数据",
        };
    }

    private Task<byte[]> SubmitAsync(string clerk, object submission, CancellationToken cancellationToken) =>
        http.SendAsync(
            "submit", clerk, HttpMethod.Post, new Uri(targets.App, "api/cases"), JsonContent.Create(submission),
            Next(), cancellationToken);

    private async Task ReviewAsync(int level, TimeSpan think, CancellationToken cancellationToken)
    {
        string reviewer = staff.Reviewer(plan.Station, level, random);
        string taskId = await FindTaskAsync(reviewer, level, cancellationToken);
        await http.SendAsync(
            "claim", reviewer, HttpMethod.Put, At($"review-tasks/{taskId}/claim"), null, Next(), cancellationToken);
        await http.SendAsync("read case", reviewer, HttpMethod.Get, At(""), null, Next(), cancellationToken);
        await ThinkAsync(think, cancellationToken);
        await DecideAsync(reviewer, taskId, level, cancellationToken);
        if (level == 1 && plan.RepeatsDecision)
        {
            await DecideAsync(reviewer, taskId, level, cancellationToken);
        }

        await WaitAsync(Pause, cancellationToken);
        await PollAsync(
            "read task",
            reviewer,
            At($"review-tasks/{taskId}"),
            // Of two decisions sent at once, either may come first; the other one is refused.
            task => task.GetProperty("decisions").EnumerateArray().Any(decision =>
                decision.GetProperty("state").GetString() == "applied"),
            cancellationToken);
    }

    // The worklist first, as people do; a long one may not show the task on its first page.
    private async Task<string> FindTaskAsync(string reviewer, int level, CancellationToken cancellationToken)
    {
        JsonElement page = await http.SendJsonAsync(
            "worklist", reviewer, HttpMethod.Get,
            new Uri(targets.App, $"api/review-tasks?district={plan.Station.District}"), null, Next(),
            cancellationToken);
        string? taskId = TaskIn(page.GetProperty("tasks"), level);
        if (taskId is null)
        {
            JsonElement file = await PollAsync(
                "read case", reviewer, At(""),
                seen => TaskIn(seen.GetProperty("reviewTasks"), level) is not null, cancellationToken);
            taskId = TaskIn(file.GetProperty("reviewTasks"), level)!;
        }

        return taskId;
    }

    private string? TaskIn(JsonElement tasks, int level) => tasks.EnumerateArray()
        .Where(task =>
            task.GetProperty("caseId").GetString() == caseId && task.GetProperty("level").GetInt32() == level)
        .Select(task => task.GetProperty("taskId").GetString())
        .FirstOrDefault();

    private async Task DecideAsync(
        string reviewer, string taskId, int level, CancellationToken cancellationToken)
    {
        string decisionId = Guid.NewGuid().ToString("D");
        Dictionary<string, object> decision = plan.RejectedAt == level
            ? new() { ["verdict"] = "rejected", ["reasonCode"] = "not-eligible" }
            : new() { ["verdict"] = "approved" };
        if (plan.ItemCode == CaseMix.Pension && level == 2 && plan.RejectedAt != level)
        {
            decision["amountFen"] = plan.AmountFen;
        }

        await http.SendAsync(
            "decide", reviewer, HttpMethod.Put, At($"review-tasks/{taskId}/decisions/{decisionId}"),
            JsonContent.Create(decision), Next(), cancellationToken);
    }

    private async Task PayAsync(string clerk, TimeSpan think, CancellationToken cancellationToken)
    {
        JsonElement file = await PollAsync(
            "read case", clerk, At(""),
            seen => seen.TryGetProperty("payment", out JsonElement payment)
                && payment.ValueKind is JsonValueKind.Object
                && payment.GetProperty("state").GetString() == "registered",
            cancellationToken);
        string orderId = file.GetProperty("payment").GetProperty("orderId").GetString()!;
        Uri order = new(targets.Bank, $"simulator/orders/{orderId}/");
        if (plan.LosesCallback)
        {
            await http.SendAsync(
                "(bank)", null, HttpMethod.Post, new Uri(order, "lose-callbacks"), null, Next(), cancellationToken);
        }

        await ThinkAsync(think, cancellationToken);
        await http.SendAsync(
            "(bank)", null, HttpMethod.Post, new Uri(order, "payments"), null, Next(), cancellationToken);
    }

    private async Task<string?> AwaitEndAsync(string clerk, CancellationToken cancellationToken)
    {
        JsonElement file = await PollAsync("read case", clerk, At(""), IsClosed, cancellationToken);
        return file.GetProperty("stage").GetString();
    }

    private static bool IsClosed(JsonElement file) =>
        file.GetProperty("stage").GetString() is "completed" or "rejected" or "lapsed";

    private async Task<JsonElement> PollAsync(
        string operation, string person, Uri address, Func<JsonElement, bool> isWished,
        CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        TimeSpan pause = Pause;
        while (true)
        {
            JsonElement seen = await http.SendJsonAsync(
                operation, person, HttpMethod.Get, address, null, Next(), cancellationToken);
            if (isWished(seen))
            {
                return seen;
            }

            if (Stopwatch.GetElapsedTime(began) > LongestWait)
            {
                targets.Log.Fail(operation, "waited in vain");
                throw new LoadFailureException($"{operation}: waited in vain, saw {Shape(seen)}");
            }

            await WaitAsync(pause, cancellationToken);
            pause = pause < TimeSpan.FromSeconds(3) ? pause * 1.5 : pause;
        }
    }

    // Codes and states only.
    private static string Shape(JsonElement seen) => string.Join(' ', ((string[])["stage", "state"])
        .Where(name => seen.TryGetProperty(name, out _))
        .Select(name => seen.GetProperty(name).GetString())
        .Concat(seen.TryGetProperty("reviewTasks", out JsonElement tasks)
            ? tasks.EnumerateArray().Select(task => $"{task.GetProperty("level")} {task.GetProperty("state")}")
            : [])
        .Concat(seen.TryGetProperty("decisions", out JsonElement decisions)
            ? decisions.EnumerateArray().Select(decision => $"decision {decision.GetProperty("state")}")
            : []));

    /// <summary>Exponentially distributed, at most five times its average.</summary>
    private Task ThinkAsync(TimeSpan average, CancellationToken cancellationToken) =>
        WaitAsync(average * Math.Min(5, -Math.Log(1 - random.NextDouble())), cancellationToken);

    // What comes after a wait is late from the end of the wait as it was meant, not as the generator woke up.
    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        long until = Stopwatch.GetTimestamp() + (long)(pause.TotalSeconds * Stopwatch.Frequency);
        await Task.Delay(pause, cancellationToken);
        intended = until;
    }

    /// <summary>When the next request is due: now, or the end of a wait if that is earlier.</summary>
    private long Next()
    {
        long due = intended != 0 ? intended : Stopwatch.GetTimestamp();
        intended = 0;
        return due;
    }

    private Uri At(string rest) =>
        new(targets.App, rest.Length == 0 ? $"api/cases/{caseId}" : $"api/cases/{caseId}/{rest}");
}
