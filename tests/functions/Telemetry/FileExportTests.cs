using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Daoban.Functions.Telemetry;
using Daoban.TestKit;
using Daoban.Workflows.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Daoban.Functions.Tests.Telemetry;

/// <summary>What the files of <c>Daoban__Telemetry__Directory</c> hold.</summary>
public sealed class FileExportTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Spans_AreWrittenWithIdsAttributesLinksAndStatus()
    {
        var other = ActivityContext.Parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
        string spanId;
        string parentId;
        using (IHost host = Build())
        {
            Start(host);
            using Activity parent = Tracing.Source.StartActivity("parent")!;
            using Activity span = Tracing.Source.StartActivity("child", ActivityKind.Consumer)!;
            span.SetTag(Tracing.CaseId, "c-1").SetTag("count", 3).SetTag("flag", true);
            span.AddLink(new ActivityLink(other));
            span.SetStatus(ActivityStatusCode.Error);
            (spanId, parentId) = (span.SpanId.ToHexString(), parent.SpanId.ToHexString());
        }

        JsonElement child = Read("spans").Single(line => line.GetProperty("spanId").GetString() == spanId);
        Assert.Equal(parentId, child.GetProperty("parentSpanId").GetString());
        Assert.Equal("Consumer", child.GetProperty("kind").GetString());
        Assert.Equal("Error", child.GetProperty("status").GetString());
        Assert.Equal("c-1", child.GetProperty("attributes").GetProperty("daoban.case_id").GetString());
        Assert.Equal(3, child.GetProperty("attributes").GetProperty("count").GetInt32());
        Assert.True(child.GetProperty("attributes").GetProperty("flag").GetBoolean());
        Assert.Equal("b7ad6b7169203331", child.GetProperty("links")[0].GetProperty("spanId").GetString());
        Assert.True(child.GetProperty("end").GetDateTime() >= child.GetProperty("start").GetDateTime());
    }

    [Fact]
    public void Metrics_AreWrittenWithUnitAndAttributes()
    {
        using (IHost host = Build())
        {
            Start(host);
            using var meter = new Meter(Metering.MeterName);
            meter.CreateCounter<long>("test.sum", "{case}")
                .Add(5, new KeyValuePair<string, object?>("stage", "Review"));
            meter.CreateHistogram<double>("test.duration", "s").Record(0.3);
            _ = meter.CreateObservableGauge("test.oldest", () => 7.5, "s");
            using var foreign = new Meter("Other");
            foreign.CreateCounter<long>("test.foreign").Add(1);
            host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        }

        Dictionary<string, JsonElement> written = Read("metrics").DistinctBy(Name).ToDictionary(Name);
        Assert.Equal(5, written["test.sum"].GetProperty("value").GetInt64());
        Assert.Equal("{case}", written["test.sum"].GetProperty("unit").GetString());
        Assert.Equal("Review", written["test.sum"].GetProperty("attributes").GetProperty("stage").GetString());
        Assert.Equal(1, written["test.duration"].GetProperty("count").GetInt64());
        Assert.Equal(5, written["test.duration"].GetProperty("buckets")[0].GetProperty("le").GetDouble());
        Assert.Equal(7.5, written["test.oldest"].GetProperty("value").GetDouble());
        Assert.Contains("dotnet.process.memory.working_set", written.Keys);
        Assert.DoesNotContain("test.foreign", written.Keys);
        Assert.DoesNotContain("dotnet.exceptions", written.Keys);

        static string Name(JsonElement line) => line.GetProperty("name").GetString()!;
    }

    [Fact]
    public void Logs_AreWrittenWithTheirSpan()
    {
        string traceId;
        using (IHost host = Build())
        {
            Start(host);
            using Activity span = Tracing.Source.StartActivity("logging")!;
            traceId = span.TraceId.ToHexString();
            ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Test.Category");
            logger.Log(LogLevel.Warning, new EventId(7), "written", null, (text, _) => text);
        }

        JsonElement record = Read("logs").Single(line => line.GetProperty("category").GetString() == "Test.Category");
        Assert.Equal("Warning", record.GetProperty("level").GetString());
        Assert.Equal(7, record.GetProperty("event").GetInt32());
        Assert.Equal("written", record.GetProperty("message").GetString());
        Assert.Equal(traceId, record.GetProperty("traceId").GetString());
    }

    [Fact]
    public void Start_WithoutTarget_RegistersNothing()
    {
        using IHost host = DaobanApplication.CreateBuilder([]).Build();

        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
        Assert.Null(host.Services.GetService<LoggerProvider>());
    }

    [Fact]
    public void Lines_BeyondTheLimit_MoveTheFileAside()
    {
        string path = folder.Combine("lines.jsonl");
        using (var file = new JsonLinesFile(path, limit: 30))
        {
            for (int i = 0; i < 5; i++)
            {
                file.Add(i, (json, number) => json.WriteNumber("number", number));
                file.Flush();
            }
        }

        Assert.Equal(["{\"number\":2}", "{\"number\":3}"], File.ReadAllLines(folder.Combine("lines.1.jsonl")));
        Assert.Equal(["{\"number\":4}"], File.ReadAllLines(path));
    }

    private static void Start(IHost host)
    {
        _ = host.Services.GetRequiredService<TracerProvider>();
        _ = host.Services.GetRequiredService<MeterProvider>();
    }

    private IHost Build()
    {
        FunctionsApplicationBuilder builder =
            DaobanApplication.CreateBuilder([$"--Daoban:Telemetry:Directory={folder.Path}"]);
        return builder.Build();
    }

    private List<JsonElement> Read(string name) =>
        [.. File.ReadAllLines(folder.Combine($"{name}.jsonl")).Select(line => JsonElement.Parse(line))];
}
