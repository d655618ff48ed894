using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Daoban.Bench;

/// <summary>Which storage requests this process makes, by method and address with ids left out.</summary>
internal sealed partial class RequestProfile : IDisposable
{
    private readonly ConcurrentDictionary<string, int> counts = new();
    private readonly ActivityListener listener;

    public RequestProfile()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => counts.AddOrUpdate(
                $"{activity.GetTagItem("http.request.method")} {Shorten(activity.GetTagItem("url.full") as string)} "
                    + activity.GetTagItem("http.response.status_code"),
                1,
                (_, count) => count + 1),
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>The addresses with how often each was asked, the most frequent first.</summary>
    public IReadOnlyList<(string Request, int Count)> Take()
    {
        List<(string, int)> taken =
            [.. counts.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value)];
        counts.Clear();
        return taken;
    }

    public void Dispose() => listener.Dispose();

    private static string Shorten(string? url) =>
        Ids().Replace(Uri.UnescapeDataString(new Uri(url ?? "about:blank").AbsolutePath), "*");

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,}|(?<=\().*(?=\))|\d{4,}")]
    private static partial Regex Ids();
}
