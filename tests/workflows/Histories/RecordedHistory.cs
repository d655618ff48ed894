using System.Text.Json;
using Daoban.Emulator.Engine.Storage;
using Daoban.TestKit;
using DurableTask.Core.History;

namespace Daoban.Workflows.Tests.Histories;

/// <summary>
/// The history of an orchestration that ran once, as the released code of its time made it, in
/// <c>Recorded/{version}/{name}.json</c>: one event a line. Never edited; removed only when no instance of the version
/// can be left anywhere.
/// </summary>
internal sealed record RecordedHistory(string Name, IReadOnlyList<HistoryEvent> Events)
{
    public static string Folder { get; } = Repository.PathTo("tests", "workflows", "Histories", "Recorded");

    /// <summary>The orchestrator.</summary>
    public string Orchestrator => Started.Name!;

    /// <summary>The version that it was started with.</summary>
    public string Version => Started.Version ?? "";

    private ExecutionStartedEvent Started => Events.OfType<ExecutionStartedEvent>().Single();

    /// <summary>All of them, by <c>{version}/{name}</c>.</summary>
    public static IEnumerable<string> Names => Directory
        .EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
        .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public static RecordedHistory Load(string name)
    {
        List<HistoryRecord> records = JsonSerializer.Deserialize(
            File.ReadAllText(Path.Combine(Folder, name + ".json")), EngineJson.Default.ListHistoryRecord)!;
        return new RecordedHistory(name, [.. records.Select(each => HistoryMapper.ToEvent(each, each.Payload))]);
    }

    public void Save()
    {
        string file = Path.Combine(Folder, Name + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        IEnumerable<string> lines = Events.Select(each =>
            JsonSerializer.Serialize(HistoryMapper.ToRecord(each), EngineJson.Default.HistoryRecord));
        File.WriteAllText(file, $"[\n{string.Join(",\n", lines)}\n]\n");
    }
}
