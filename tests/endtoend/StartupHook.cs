using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text;

/// <summary>
/// Loaded by the runtime into the application's process before its first line (<c>DOTNET_STARTUP_HOOKS</c>): writes
/// every activity of every source and every event of the Azure SDK into a file, as an exporter of traces would get
/// them. The runtime asks for a class of this name without a namespace.
/// </summary>
internal static class StartupHook
{
    public const string FileSetting = "DAOBAN_TESTS_TRACES";

    private static readonly Lock Gate = new();
    private static StreamWriter? Traces;
    private static AzureEvents? Events;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileSetting) is not { } path)
        {
            return;
        }

        FileStream target = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        Traces = new StreamWriter(target) { AutoFlush = true };
        Events = new AzureEvents();
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = (ref ActivityCreationOptions<string> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Write,
        });
    }

    private static void Write(Activity activity)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{activity.Source.Name} {activity.OperationName}: ");
        text.Append(CultureInfo.InvariantCulture, $"{activity.DisplayName}, {activity.StatusDescription}");
        Append(text, activity.TagObjects);
        foreach (ActivityEvent happened in activity.Events)
        {
            text.Append(CultureInfo.InvariantCulture, $" | {happened.Name}");
            Append(text, happened.Tags);
        }

        foreach ((string name, string? value) in activity.Baggage)
        {
            text.Append(CultureInfo.InvariantCulture, $" | {name}={value}");
        }

        Write(text.ToString());
    }

    private static void Append(StringBuilder text, IEnumerable<KeyValuePair<string, object?>> tags)
    {
        foreach ((string name, object? value) in tags)
        {
            text.Append(CultureInfo.InvariantCulture, $" | {name}={value}");
        }
    }

    private static void Write(string line)
    {
        lock (Gate)
        {
            Traces?.WriteLine(line);
        }
    }

    private sealed class AzureEvents : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("Azure-", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => Write(
            $"{eventData.EventSource.Name} {eventData.EventName}: "
            + string.Join(" | ", (eventData.Payload ?? new([])).Select(Describe)));

        private static string Describe(object? value) => value switch
        {
            byte[] bytes => Encoding.Latin1.GetString(bytes),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }
}
