using System.Diagnostics.Metrics;

namespace Daoban.Workflows.Telemetry;

/// <summary>
/// A gauge of the meter <c>Daoban</c> whose values a timer finds out. Timers run on one instance at a time: values that
/// were not renewed for a while are another instance's to tell, and this one reports none.
/// </summary>
internal sealed class TimedGauge : IDisposable
{
    private readonly Meter meter = new(Metering.MeterName);
    private readonly TimeProvider clock;
    private readonly TimeSpan freshFor;
    private volatile Reading? reading;

    /// <param name="name">Name of the instrument.</param>
    /// <param name="unit">UCUM unit of its values.</param>
    /// <param name="description">What it counts.</param>
    /// <param name="freshFor">How long a value holds that is not renewed: several runs of its timer.</param>
    /// <param name="clock">Tells when that is over.</param>
    public TimedGauge(string name, string unit, string description, TimeSpan freshFor, TimeProvider clock)
    {
        this.clock = clock;
        this.freshFor = freshFor;
        meter.CreateObservableGauge(name, Observe, unit, description);
    }

    /// <summary>Sets what is reported from now on.</summary>
    public void Set(params IReadOnlyList<Measurement<long>> values) => reading = new Reading(clock.GetUtcNow(), values);

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<long>> Observe() =>
        reading is { } last && clock.GetUtcNow() - last.At <= freshFor ? last.Values : [];

    private sealed record Reading(DateTimeOffset At, IReadOnlyList<Measurement<long>> Values);
}
