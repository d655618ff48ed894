using Microsoft.DurableTask;

namespace Daoban.Emulator.Engine.Client;

/// <summary>What one client of a hub does in its own way.</summary>
/// <param name="Name">The client's name.</param>
/// <param name="Converter">Converts what the client stores and reads.</param>
internal sealed record ClientSettings(string Name, DataConverter Converter)
{
    /// <summary>Version of orchestrations started without one; empty means none.</summary>
    public string DefaultVersion { get; init; } = string.Empty;

    /// <summary>Whether ids that begin with <c>@</c> are refused, as a Functions app refuses them.</summary>
    public bool KeepsEntityIds { get; init; }
}
