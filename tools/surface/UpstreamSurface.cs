namespace Daoban.Surface;

/// <summary>Reads <c>upstream-surface.txt</c>: what the real packages expose, type by type.</summary>
internal sealed class UpstreamSurface
{
    private readonly Dictionary<string, UpstreamType> types = [];

    private UpstreamSurface()
    {
    }

    /// <param name="file">The list.</param>
    public static UpstreamSurface Load(string file)
    {
        var surface = new UpstreamSurface();
        UpstreamType? current = null;
        foreach (string line in File.ReadLines(file))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                _ = current ?? throw new InvalidDataException($"A member before any type: {line}");
                current.Members.Add(line.Trim());
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                string[] parts = line.Split(" : ");
                current = new UpstreamType(parts.Length == 1 ? "" : parts[1]);
                surface.types.Add(parts[0], current);
            }
        }

        return surface;
    }

    /// <returns>What of this type upstream does not have; empty when it has everything.</returns>
    public IEnumerable<string> FindStrangers(Type type)
    {
        string head = SurfaceFormat.Head(type);
        if (!types.TryGetValue(head, out UpstreamType? upstream))
        {
            return [head];
        }

        string known = $", {upstream.Bases},";
        IEnumerable<string> bases = SurfaceFormat.Bases(type)
            .Where(name => !known.Contains($", {name},", StringComparison.Ordinal))
            .Select(name => $"{head} : {name}");
        IEnumerable<string> members = SurfaceFormat.Members(type)
            .Where(member => !upstream.Members.Contains(member))
            .Select(member => $"{head}: {member}");
        return bases.Concat(members);
    }

    /// <returns>What of a used type upstream does not have.</returns>
    public IEnumerable<string> FindStrangers(UsedType used) =>
        types.TryGetValue(used.Head, out UpstreamType? upstream)
            ? used.Members.Where(member => !upstream.Members.Contains(member))
                .Select(member => $"{used.Head}: {member}")
            : [used.Head];

    private sealed record UpstreamType(string Bases)
    {
        public HashSet<string> Members { get; } = [];
    }
}
