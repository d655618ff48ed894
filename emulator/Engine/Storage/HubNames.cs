namespace Daoban.Emulator.Engine.Storage;

/// <summary>Names of a task hub's table and container.</summary>
internal sealed class HubNames
{
    private const int ShortestHub = 3;
    private const int LongestHub = 45;

    /// <exception cref="ArgumentException">Not 3 to 45 ASCII letters and digits, letter first.</exception>
    public HubNames(string hub)
    {
        bool valid = hub.Length is >= ShortestHub and <= LongestHub
            && char.IsAsciiLetter(hub[0])
            && hub.All(char.IsAsciiLetterOrDigit);
        if (!valid)
        {
            throw new ArgumentException(
                $"Task hub name '{hub}' must have 3 to 45 letters and digits and start with a letter.", nameof(hub));
        }

        Table = hub + "Durable";
        // Containers know no upper case: hubs that differ in case only would share one, as they do upstream.
        Container = hub.ToLowerInvariant() + "-durable";
    }

    public string Table { get; }

    public string Container { get; }

    /// <summary>Blob whose lease makes one process the hub's owner.</summary>
    public static string LeaseBlob => "owner";
}
