using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Reads a webhook's query. What cannot be read counts as not given, as upstream.</summary>
internal static class WebhookQuery
{
    public static bool Flag(HttpRequest request, string name, bool fallback) =>
        bool.TryParse(request.Query[name], out bool value) ? value : fallback;

    public static string? Text(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>A time without zone is UTC.</summary>
    public static DateTimeOffset? Time(HttpRequest request, string name) =>
        DateTimeOffset.TryParse(
            request.Query[name],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset value)
            ? value
            : null;

    /// <summary>A number above 0.</summary>
    public static int? Count(HttpRequest request, string name) =>
        int.TryParse(request.Query[name], CultureInfo.InvariantCulture, out int value) && value > 0 ? value : null;

    /// <exception cref="ArgumentException">It is negative, or more than 24 days.</exception>
    public static TimeSpan? Seconds(HttpRequest request, string name) =>
        !double.TryParse(request.Query[name], CultureInfo.InvariantCulture, out double value) ? null
        : value is >= 0 and < int.MaxValue / 1000 ? TimeSpan.FromSeconds(value)
        : throw new ArgumentException($"'{name}' is not a number of seconds that can be waited for.");

    /// <summary>Statuses separated by commas or given several times. Names that are none are left out.</summary>
    /// <returns>Null when the query names none at all.</returns>
    public static IReadOnlyList<OrchestrationRuntimeStatus>? Statuses(HttpRequest request)
    {
        if (!request.Query.TryGetValue("runtimeStatus", out var values))
        {
            return null;
        }

        List<OrchestrationRuntimeStatus> statuses = [];
        foreach (string name in values.SelectMany(value => (value ?? "").Split(',')))
        {
            if (Enum.TryParse(name, out OrchestrationRuntimeStatus status))
            {
                statuses.Add(status);
            }
        }

        return statuses;
    }
}
