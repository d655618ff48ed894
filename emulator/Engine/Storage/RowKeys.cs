using System.Globalization;
using System.Text;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Row keys of a hub's table. Keys of a kind form a range, and so do those of one instance.</summary>
internal static class RowKeys
{
    public const string Instances = "i|";
    public const string Segments = "h|";
    public const string Messages = "m|";
    public const string Timers = "t|";
    public const string Works = "w|";

    /// <summary>Longest instance id as it stands in a key; a table key has 512 characters at most.</summary>
    public const int LongestId = 320;

    public static string Instance(string id) => Instances + Escape(id);

    public static string Work(string id) => Works + Escape(id);

    public static string Segment(string id, string executionId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{SegmentsOf(id, executionId)}{number:D8}");

    public static string SegmentsOf(string id, string executionId) => $"{Segments}{Escape(id)}|{executionId}|";

    public static string SegmentsOf(string id) => $"{Segments}{Escape(id)}|";

    public static string Message(string id, string key) => $"{Messages}{Escape(id)}|{key}";

    /// <param name="dueAt">UTC.</param>
    /// <param name="id">The instance.</param>
    /// <param name="executionId">Timers of a former generation differ, even due at the same time.</param>
    /// <param name="name">The timer's id, or the mark of a scheduled start.</param>
    public static string Timer(DateTime dueAt, string id, string executionId, string name) =>
        $"{TimersDue(dueAt)}|{Escape(id)}|{executionId}|{name}";

    /// <summary>Start of the range of timers that are due at this time or later.</summary>
    public static string TimersDue(DateTime dueAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{Timers}{dueAt.Ticks:D19}");

    /// <summary>First key after all keys that begin with <paramref name="prefix" />.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>
    /// The instance whose <c>i|</c> or <c>w|</c> row, or the second part of whose other row, this is.
    /// </summary>
    public static string IdOf(string part)
    {
        if (!part.Contains('~', StringComparison.Ordinal))
        {
            return part;
        }

        var id = new StringBuilder(part.Length);
        for (int at = 0; at < part.Length; at++)
        {
            if (part[at] == '~')
            {
                ReadOnlySpan<char> code = part.AsSpan(at + 1, 4);
                id.Append((char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                id.Append(part[at]);
            }
        }

        return id.ToString();
    }

    /// <summary>
    /// An instance id as it may stand in a key: letters, digits and <c>- _ . :</c> stay, anything else becomes
    /// <c>~</c> and four hexadecimal digits, because tables forbid some characters and our separator is another.
    /// </summary>
    /// <exception cref="ArgumentException">Longer than <see cref="LongestId" />.</exception>
    public static string Escape(string id)
    {
        if (id.All(IsPlain) && id.Length <= LongestId)
        {
            return id;
        }

        var key = new StringBuilder(id.Length + 16);
        foreach (char c in id)
        {
            _ = IsPlain(c) ? key.Append(c) : key.Append(CultureInfo.InvariantCulture, $"~{(int)c:X4}");
        }

        return key.Length <= LongestId
            ? key.ToString()
            : throw new ArgumentException("The instance id is too long.", nameof(id));
    }

    /// <summary>Refuses an id that no row can have, where the caller can still answer for it.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public static void Require(string id) => Escape(id);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':';
}
