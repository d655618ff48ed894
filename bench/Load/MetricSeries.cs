namespace Daoban.Bench.Load;

/// <summary>One series of the application's metrics as last exported.</summary>
/// <param name="Meter">Its meter.</param>
/// <param name="Name">Name of the instrument.</param>
/// <param name="Attributes">Attributes.</param>
/// <param name="Value">Sum since the start of the process, or the last value of a gauge.</param>
internal sealed record MetricSeries(
    string Meter, string Name, IReadOnlyDictionary<string, string> Attributes, double Value)
{
    public string this[string attribute] => Attributes.GetValueOrDefault(attribute, "");
}
