using System.Globalization;

namespace Daoban.Emulator.ServiceBus;

/// <summary>An application property with its type; text in a form that depends on no culture.</summary>
/// <param name="Type">Short name of the type; null for a null value.</param>
/// <param name="Text">The value.</param>
internal sealed record PropertyValue(string? Type, string? Text)
{
    private static readonly Dictionary<string, (Type Type, Func<string, object> Read)> Known = new()
    {
        ["string"] = (typeof(string), text => text),
        ["bool"] = (typeof(bool), text => bool.Parse(text)),
        ["byte"] = (typeof(byte), text => byte.Parse(text, CultureInfo.InvariantCulture)),
        ["sbyte"] = (typeof(sbyte), text => sbyte.Parse(text, CultureInfo.InvariantCulture)),
        ["char"] = (typeof(char), text => text[0]),
        ["short"] = (typeof(short), text => short.Parse(text, CultureInfo.InvariantCulture)),
        ["ushort"] = (typeof(ushort), text => ushort.Parse(text, CultureInfo.InvariantCulture)),
        ["int"] = (typeof(int), text => int.Parse(text, CultureInfo.InvariantCulture)),
        ["uint"] = (typeof(uint), text => uint.Parse(text, CultureInfo.InvariantCulture)),
        ["long"] = (typeof(long), text => long.Parse(text, CultureInfo.InvariantCulture)),
        ["ulong"] = (typeof(ulong), text => ulong.Parse(text, CultureInfo.InvariantCulture)),
        ["float"] = (typeof(float), text => float.Parse(text, CultureInfo.InvariantCulture)),
        ["double"] = (typeof(double), text => double.Parse(text, CultureInfo.InvariantCulture)),
        ["decimal"] = (typeof(decimal), text => decimal.Parse(text, CultureInfo.InvariantCulture)),
        ["guid"] = (typeof(Guid), text => Guid.Parse(text)),
        ["uri"] = (typeof(Uri), text => new Uri(text)),
        ["dateTime"] = (
            typeof(DateTime), text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
        ["dateTimeOffset"] = (
            typeof(DateTimeOffset), text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime()),
        ["timeSpan"] = (
            typeof(TimeSpan), text => TimeSpan.FromTicks(long.Parse(text, CultureInfo.InvariantCulture))),
    };

    /// <exception cref="NotSupportedException">Service Bus knows no values of this type.</exception>
    public static PropertyValue Of(string name, object? value)
    {
        if (value is null)
        {
            return new PropertyValue(null, null);
        }

        string type = Known.FirstOrDefault(known => known.Value.Type == value.GetType()).Key
            ?? throw new NotSupportedException(
                $"The key `{name}` has a value of type `{value.GetType()}` which is not supported for AMQP transport.");
        return new PropertyValue(type, value switch
        {
            DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
            TimeSpan span => span.Ticks.ToString(CultureInfo.InvariantCulture),
            Uri address => address.AbsoluteUri,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        });
    }

    public object? ToObject() => Type is null ? null : Known[Type].Read(Text!);
}
