using Microsoft.Azure.Functions.Worker.Builder;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>What a <see cref="TestApp"/> is made of.</summary>
internal sealed record TestAppOptions(IReadOnlyList<Type> Functions)
{
    /// <summary>Null for an app without the file.</summary>
    public string? HostJson { get; init; } = """{ "version": "2.0" }""";

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether ConfigureFunctionsWebApplication is called before <see cref="Configure"/>.</summary>
    public bool WebApplication { get; init; } = true;

    /// <summary>Both limits of a stop; null keeps the host's own.</summary>
    public TimeSpan? DrainLimit { get; init; }

    public Action<FunctionsApplicationBuilder>? Configure { get; init; }
}
