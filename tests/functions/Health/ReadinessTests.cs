using Daoban.Functions.Health;
using Daoban.Functions.Tests.Support;
using Daoban.Workflows.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Functions.Tests.Health;

public sealed class ReadinessTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly ApplicationLifetime lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly RecordingLogger<Readiness> logger = new();
    private readonly Check catalog = new("catalog");
    private readonly Check storage = new("storage");
    private readonly Readiness readiness;

    public ReadinessTests() => readiness = new Readiness([storage, catalog], lifetime, clock, logger);

    public void Dispose() => readiness.Dispose();

    [Fact]
    public async Task Look_EverythingThere_IsReadyAndNamesTheParts()
    {
        ReadinessView view = await readiness.LookAsync(TestContext.Current.CancellationToken);

        Assert.True(view.Ready);
        Assert.Equal([new("catalog", true), new("storage", true)], view.Parts);
        Assert.Empty(logger.Lines);
    }

    [Fact]
    public async Task Look_OnePartMissing_IsNotReady()
    {
        storage.Answer = () => false;

        ReadinessView view = await readiness.LookAsync(TestContext.Current.CancellationToken);

        Assert.False(view.Ready);
        Assert.Equal([new("catalog", true), new("storage", false)], view.Parts);
    }

    [Fact]
    public async Task Look_PartThrows_IsNotReadyAndLogsItsTypeAlone()
    {
        storage.Answer = () => throw new InvalidOperationException("a text");

        Assert.False((await readiness.LookAsync(TestContext.Current.CancellationToken)).Ready);
        string line = Assert.Single(logger.Lines);
        Assert.Contains("storage: System.InvalidOperationException", line, StringComparison.Ordinal);
        Assert.DoesNotContain("a text", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_SoonAgain_AsksNobody()
    {
        await readiness.LookAsync(TestContext.Current.CancellationToken);
        storage.Answer = () => false;
        clock.Advance(Readiness.GoodFor - TimeSpan.FromMilliseconds(1));

        Assert.True((await readiness.LookAsync(TestContext.Current.CancellationToken)).Ready);
        Assert.Equal(1, storage.Asked);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False((await readiness.LookAsync(TestContext.Current.CancellationToken)).Ready);
        Assert.Equal(2, storage.Asked);
    }

    [Fact]
    public async Task Look_Stopping_IsNotReadyAtOnce()
    {
        await readiness.LookAsync(TestContext.Current.CancellationToken);
        ((IHostApplicationLifetime)lifetime).StopApplication();

        ReadinessView view = await readiness.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal([new("running", false)], view.Parts);
        Assert.False(view.Ready);
    }

    private sealed class Check(string name) : IReadinessCheck
    {
        public string Name => name;

        public int Asked { get; private set; }

        public Func<bool> Answer { get; set; } = () => true;

        public Task<bool> IsReadyAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(Answer());
        }
    }
}
