using System.Text;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Daoban.Emulator.Hosting.Binding;

/// <summary>Upstream's converters in upstream's order: assignable, Guid, date, bytes, JSON.</summary>
internal sealed class ValueConverter(IOptions<WorkerOptions> options)
{
    public ObjectSerializer Serializer { get; } =
        options.Value.Serializer ?? throw new InvalidOperationException("WorkerOptions.Serializer is not set.");

    /// <returns>False when no converter knows this pair of types.</returns>
    /// <remarks>JSON that does not fit throws what the serializer throws.</remarks>
    public bool TryConvert(object? source, Type target, out object? value)
    {
        (bool converted, value) = source switch
        {
            null => (false, null),
            _ when target.IsInstanceOfType(source) => (true, source),
            string text => FromText(text, target),
            ReadOnlyMemory<byte> bytes => (true, FromBytes(bytes, target)),
            byte[] bytes => (true, FromBytes(bytes, target)),
            _ => FromText(ToJson(source), target),
        };
        return converted;
    }

    /// <summary>Reads JSON as upstream's JSON converter does.</summary>
    public object? FromJson(ReadOnlyMemory<byte> utf8, Type target)
    {
        using var stream = new MemoryStream(utf8.ToArray(), writable: false);
        return Serializer.Deserialize(stream, target, CancellationToken.None);
    }

    /// <summary>Writes a value as its runtime type.</summary>
    public string ToJson(object value) => Serializer.Serialize(value, value.GetType()).ToString();

    private (bool Converted, object? Value) FromText(string text, Type target)
    {
        Type plain = Nullable.GetUnderlyingType(target) ?? target;
        if (target == typeof(string))
        {
            return (true, text);
        }

        if (plain == typeof(Guid) && Guid.TryParse(text, out Guid guid))
        {
            return (true, guid);
        }

        // Upstream parses dates in the process's culture and turns a Z value into local time.
        if (plain == typeof(DateTimeOffset) && DateTimeOffset.TryParse(text, out DateTimeOffset instant))
        {
            return (true, instant);
        }

        if (plain == typeof(DateTime) && DateTime.TryParse(text, out DateTime date))
        {
            return (true, date);
        }

        return target == typeof(byte[])
            ? (true, Encoding.UTF8.GetBytes(text))
            : (true, FromJson(Encoding.UTF8.GetBytes(text), target));
    }

    private object? FromBytes(ReadOnlyMemory<byte> bytes, Type target) => target switch
    {
        _ when target == typeof(string) => Encoding.UTF8.GetString(bytes.Span),
        _ when target == typeof(byte[]) => bytes.ToArray(),
        _ => FromJson(bytes, target),
    };
}
