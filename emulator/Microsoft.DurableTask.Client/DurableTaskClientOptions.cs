using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Client;

/// <summary>Settings of a durable task client.</summary>
public class DurableTaskClientOptions
{
    /// <summary>The version of orchestrations started without one; empty unless set.</summary>
    public string DefaultVersion { get; set; } = string.Empty;

    /// <summary>
    /// Unless set, the container's <see cref="DurableTask.DataConverter"/>, if it has one; else the default one. Null
    /// undoes a setting.
    /// </summary>
    public DataConverter DataConverter
    {
        get => ChosenConverter ?? JsonDataConverter.Default;
        set => ChosenConverter = value;
    }

    internal DataConverter? ChosenConverter { get; private set; }
}
