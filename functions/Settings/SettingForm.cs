using System.Globalization;
using System.Text.RegularExpressions;

namespace Daoban.Functions.Settings;

/// <summary>How a setting is written.</summary>
/// <param name="Text">For people: what the value must be, to stand after "must be".</param>
/// <param name="Fits">
/// Whether a value can be read at all. Bounds and safety are the business of the options class that holds it.
/// </param>
internal sealed partial record SettingForm(string Text, Predicate<string> Fits)
{
    /// <summary>An absolute http(s) address.</summary>
    public static SettingForm Address { get; } = new("an absolute http(s) address", IsAddress);

    /// <summary>An absolute https address without a path.</summary>
    public static SettingForm Endpoint { get; } = new(
        "an absolute http(s) address without a path",
        value => IsAddress(value) && new Uri(value).PathAndQuery == "/");

    /// <summary>Base64 of exactly 32 bytes.</summary>
    public static SettingForm Key { get; } = Any("Base64 of 32 bytes");

    /// <summary>Six fields, seconds first, as timer triggers take them.</summary>
    public static SettingForm Schedule { get; } = new(
        "an NCRONTAB expression of six fields, such as 0 */5 * * * *", value => SixFields().IsMatch(value.Trim()));

    /// <summary>An Azure Storage connection string.</summary>
    public static SettingForm StorageConnection { get; } =
        Any("a connection string of Azure Storage, or UseDevelopmentStorage=true");

    /// <summary>A file that the process can read.</summary>
    public static SettingForm File { get; } = Any("a path");

    /// <summary>A key of the vault.</summary>
    public static SettingForm VaultKey { get; } = Any("name/version, the version of 32 hex digits");

    /// <summary>Client id of a managed identity.</summary>
    public static SettingForm ClientId { get; } = new("a UUID", value => Guid.TryParse(value, out _));

    /// <summary>True or false.</summary>
    public static SettingForm Switch { get; } = new(
        "true, false, 1 or 0", value => value is "1" or "0" || bool.TryParse(value, out _));

    /// <summary>Free text of the described kind.</summary>
    public static SettingForm Any(string text) => new(text, _ => true);

    /// <summary>A whole number.</summary>
    public static SettingForm Number(int from, int to) => new(
        string.Create(CultureInfo.InvariantCulture, $"a whole number, {from:N0} to {to:N0}"),
        value => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _));

    /// <summary>A time span, written <c>hh:mm:ss</c>.</summary>
    public static SettingForm Duration(TimeSpan from, TimeSpan to) => new(
        $"a duration (hh:mm:ss), {from:c} to {to:c}",
        value => TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _));

    /// <summary>One of the words.</summary>
    public static SettingForm Choice(params string[] words) => new(
        string.Join(" or ", words), value => words.Contains(value, StringComparer.OrdinalIgnoreCase));

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";

    [GeneratedRegex(@"^(?:[0-9A-Za-z*,/-]+\s+){5}[0-9A-Za-z*,/-]+\z")]
    private static partial Regex SixFields();
}
