using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Options of the worker.</summary>
public class WorkerOptions
{
    /// <summary>
    /// JSON of parameters, activity and orchestration data. By default System.Text.Json over
    /// <c>IOptions&lt;JsonSerializerOptions&gt;</c>, which here read property names without regard to case.
    /// </summary>
    public ObjectSerializer? Serializer { get; set; }
}
