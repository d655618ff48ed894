using System.Text;

namespace Daoban.Surface;

/// <summary>Writes docs/upstream-surface.md.</summary>
internal static class UseDocument
{
    private const string Introduction =
        """
        # Upstream surface in use

        Every type and member of the Functions, Durable and messaging packages that the compiled `functions/` and
        `workflows/` use: what an upgrade of those packages has to keep. A type without members is only named, derived
        from or, an enumeration, compared with. Written by `dotnet run --project tools/surface`; a test keeps it
        current, and within what upstream has (`tests/emulator/Surface/upstream-surface.txt`).
        """;

    public static string Write(IReadOnlyList<UsedType> types)
    {
        StringBuilder text = new(Introduction);
        text.Append('\n');
        foreach (IGrouping<string, UsedType> group in types.GroupBy(type => type.Namespace))
        {
            text.Append('\n').Append("## ").Append(group.Key).Append("\n\n```csharp\n");
            text.AppendJoin('\n', group.Select(type => string.Join(
                "", type.Members.Select(member => $"    {member}\n").Prepend($"{type.Head}\n"))));
            text.Append("```\n");
        }

        return text.ToString();
    }
}
