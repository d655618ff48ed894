using System.Diagnostics.Metrics;

namespace Daoban.Workflows.Tests.Metrics;

/// <summary>Reads one gauge of the application as an exporter does; of all instances in the process.</summary>
internal static class GaugeReader
{
    /// <returns>Values, each with its tags as <c>name=value</c>.</returns>
    public static IReadOnlyList<(long Value, string Tags)> Read(string instrument)
    {
        List<(long, string)> read = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (published, self) =>
        {
            if (published.Meter.Name == "Daoban" && published.Name == instrument)
            {
                self.EnableMeasurementEvents(published);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            read.Add((value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        listener.Start();
        listener.RecordObservableInstruments();
        return read;
    }
}
