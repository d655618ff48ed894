using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Client;

/// <summary>Settings of a durable task client.</summary>
public class DurableTaskClientOptions
{
    private DataConverter dataConverter = JsonDataConverter.Default;

    /// <summary>The version of orchestrations started without one; empty unless set.</summary>
    public string DefaultVersion { get; set; } = string.Empty;

    /// <summary>The default converter unless set; null sets the default again.</summary>
    public DataConverter DataConverter
    {
        get => dataConverter;
        set => dataConverter = value ?? JsonDataConverter.Default;
    }
}
