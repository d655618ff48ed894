using System.Diagnostics;
using System.Text.Json;

namespace Daoban.Bench.Load;

/// <summary>
/// Auditors at work during the run: they search, read timelines and access chains, and now and then export evidence.
/// </summary>
internal sealed class AuditDrive(LoadHttp http, LoadTargets targets, LoadStaff staff, int seed)
{
    /// <summary>Audit operations for each case that arrives.</summary>
    public const double PerCase = 0.1;

    private readonly Random random = new(seed);

    /// <summary>One operation; what fails is in the log.</summary>
    /// <param name="someCase">A case that has ended, or null when there is none yet.</param>
    /// <param name="intended">When it was to begin.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task RunAsync(string? someCase, long intended, CancellationToken cancellationToken)
    {
        string auditor;
        double kind;
        string station;
        lock (random)
        {
            auditor = staff.Auditor(random);
            kind = random.NextDouble();
            station = staff.Stations[random.Next(staff.Stations.Count)].Id;
        }

        try
        {
            await (someCase is null || kind < 0.5
                ? Ask("audit search", HttpMethod.Get, $"api/audit/search?station={station}")
                : kind < 0.85 ? Ask("timeline", HttpMethod.Get, $"api/cases/{someCase}/timeline")
                : Ask("evidence", HttpMethod.Post, $"api/cases/{someCase}/evidence"));
        }
        catch (LoadFailureException)
        {
            // Counted.
        }

        Task Ask(string operation, HttpMethod method, string path) => http.SendAsync(
            operation, auditor, method, new Uri(targets.App, path), null, intended, cancellationToken);
    }

    /// <summary>Whether the timeline of a case agrees with itself; null when it could not be read.</summary>
    public async Task<bool?> IsSoundAsync(string caseId, CancellationToken cancellationToken)
    {
        try
        {
            JsonElement page = await http.SendJsonAsync(
                "timeline (check)", staff.Auditor(random), HttpMethod.Get,
                new Uri(targets.App, $"api/cases/{caseId}/timeline"), null, Stopwatch.GetTimestamp(),
                cancellationToken);
            return page.GetProperty("isSound").GetBoolean();
        }
        catch (LoadFailureException)
        {
            return null;
        }
    }
}
