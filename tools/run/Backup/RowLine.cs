using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>
/// One row of a table as one line: <c>{"partition":"…","row":"…","values":{"Count":["int64","5"]}}</c>. Every value is
/// a text beside its type, so that no number loses its kind or a digit. Names stand in ordinal order; ETag and
/// Timestamp are storage's own and are left out.
/// </summary>
internal sealed record RowLine(string Partition, string Row, SortedDictionary<string, string[]> Values)
{
    private static readonly string[] Own = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    /// <exception cref="LaunchException">A value is of a type that tables do not have.</exception>
    public static string Write(TableEntity entity)
    {
        SortedDictionary<string, string[]> values = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in entity)
        {
            if (value is not null && !Own.Contains(name))
            {
                values[name] = Write(name, value);
            }
        }

        return JsonSerializer.Serialize(
            new RowLine(entity.PartitionKey, entity.RowKey, values), BackupFormat.Line);
    }

    /// <exception cref="LaunchException">The line is none of this format.</exception>
    public static TableEntity Read(string line)
    {
        try
        {
            RowLine row = JsonSerializer.Deserialize<RowLine>(line, BackupFormat.Line)
                ?? throw new FormatException("null");
            TableEntity entity = new(row.Partition, row.Row);
            foreach ((string name, string[] value) in row.Values)
            {
                entity[name] = Read(value);
            }

            return entity;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or OverflowException)
        {
            throw new LaunchException($"A line of the backup is no row: {fault.Message}");
        }
    }

    private static string[] Write(string name, object value) => value switch
    {
        string text => ["string", text],
        bool flag => ["bool", flag ? "true" : "false"],
        int number => ["int32", number.ToString(CultureInfo.InvariantCulture)],
        long number => ["int64", number.ToString(CultureInfo.InvariantCulture)],
        double number => ["double", number.ToString("R", CultureInfo.InvariantCulture)],
        Guid id => ["guid", id.ToString("D")],
        byte[] bytes => ["binary", Convert.ToBase64String(bytes)],
        BinaryData bytes => ["binary", Convert.ToBase64String(bytes)],
        DateTimeOffset instant => ["datetime", instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)],
        _ => throw new LaunchException($"The value {name} is of the type {value.GetType().Name}, which no table has."),
    };

    private static object Read(string[] value) => value switch
    {
        ["string", var text] => text,
        ["bool", "true"] => true,
        ["bool", "false"] => false,
        ["int32", var text] => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        ["int64", var text] => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        ["double", var text] => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        ["guid", var text] => Guid.ParseExact(text, "D"),
        ["binary", var text] => Convert.FromBase64String(text),
        ["datetime", var text] => DateTimeOffset.ParseExact(
            text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ => throw new FormatException("a value of an unknown type"),
    };
}
