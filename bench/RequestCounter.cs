using System.Diagnostics.Metrics;

namespace Daoban.Bench;

/// <summary>Counts the HTTP requests that this process makes, by the runtime's own measurement of them.</summary>
internal sealed class RequestCounter : IDisposable
{
    private readonly MeterListener listener = new();
    private long count;

    public RequestCounter()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref count));
        listener.Start();
    }

    public long Count => Interlocked.Read(ref count);

    public void Dispose() => listener.Dispose();
}
