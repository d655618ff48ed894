using System.Text.Json;

namespace Daoban.EndToEnd.Tests.Support;

/// <summary>The exported spans of one case, and what ties them: parents and links.</summary>
internal sealed class SpanGraph
{
    private readonly IReadOnlyList<Span> spans;
    private readonly Dictionary<string, Span> byId;

    private SpanGraph(IReadOnlyList<Span> spans)
    {
        this.spans = spans;
        byId = spans.ToDictionary(span => span.SpanId);
    }

    /// <summary>The spans of a case in a file of the exporter.</summary>
    public static SpanGraph Read(string path, string caseId) => new(
        [.. File.ReadLines(path)
            .Select(line => new Span(JsonElement.Parse(line)))
            .Where(span => span.Attribute("daoban.case_id") == caseId)]);

    public IEnumerable<Span> Named(string name) => spans.Where(span => span.Name == name);

    public Span Single(string name) => Assert.Single(Named(name));

    public Span Single(Predicate<Span> wanted) => Assert.Single(spans, wanted);

    /// <summary>Spans of the case to which a span has links.</summary>
    public IReadOnlyList<Span> LinkedFrom(Span span) =>
        [.. span.Links.Select(id => byId.GetValueOrDefault(id)).OfType<Span>()];

    /// <summary>A span, its parent, and so on up to the root of its trace.</summary>
    public IReadOnlyList<Span> WayUp(Span span)
    {
        List<Span> way = [span];
        while (way[^1].ParentSpanId is { } parent && byId.TryGetValue(parent, out Span? above))
        {
            way.Add(above);
        }

        return way;
    }

    /// <summary>The spans that parents and links do not tie to the first one; none when all hang together.</summary>
    public IReadOnlyList<string> Separated()
    {
        Assert.NotEmpty(spans);
        ILookup<string, string> neighbours = spans
            .SelectMany(span => span.Links.Append(span.ParentSpanId).OfType<string>()
                .SelectMany(other => new[] { (From: span.SpanId, To: other), (From: other, To: span.SpanId) }))
            .ToLookup(edge => edge.From, edge => edge.To);
        HashSet<string> reached = [];
        Stack<string> left = new([spans[0].SpanId]);
        while (left.TryPop(out string? id))
        {
            if (reached.Add(id))
            {
                foreach (string neighbour in neighbours[id])
                {
                    left.Push(neighbour);
                }
            }
        }

        return [.. spans.Where(span => !reached.Contains(span.SpanId)).Select(span => span.ToString())];
    }
}
