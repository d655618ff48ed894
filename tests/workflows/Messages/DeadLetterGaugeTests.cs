using System.Diagnostics.Metrics;
using Daoban.Workflows.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Workflows.Tests.Messages;

public sealed class DeadLetterGaugeTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener listener = new();
    private readonly List<(long Value, string Tags)> measured = [];

    public void Dispose()
    {
        listener.Dispose();
        services.Dispose();
    }

    [Fact]
    public async Task Gauge_SomebodyListens_ReportsByQueueAndTransport()
    {
        using DeadLetterGauge gauge = Create(new FakeDeadLetters(3));
        Listen();

        await gauge.CountAsync(TestContext.Current.CancellationToken);
        listener.RecordObservableInstruments();

        Assert.Equal([(3, "queue=review-decisions transport=Fake")], measured);
    }

    [Fact]
    public async Task Gauge_NobodyListens_AsksNobody()
    {
        FakeDeadLetters store = new(3);
        using DeadLetterGauge gauge = Create(store);

        await gauge.CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, store.Asked);
    }

    [Fact]
    public async Task Gauge_TransportDoesNotAnswer_ReportsNothing()
    {
        using DeadLetterGauge gauge = Create(new FakeDeadLetters(null));
        Listen();

        await gauge.CountAsync(TestContext.Current.CancellationToken);
        listener.RecordObservableInstruments();

        Assert.Empty(measured);
    }

    private DeadLetterGauge Create(IDeadLetters store) => new(
        services.GetRequiredService<IMeterFactory>(),
        [store],
        TimeProvider.System,
        NullLogger<DeadLetterGauge>.Instance);

    // Only this test's own meter: the assembly's tests run side by side.
    private void Listen()
    {
        IMeterFactory own = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, asking) =>
        {
            if (instrument.Name == "daoban.dead_letters" && ReferenceEquals(instrument.Meter.Scope, own))
            {
                asking.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => measured.Add(
            (value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        listener.Start();
    }
}
