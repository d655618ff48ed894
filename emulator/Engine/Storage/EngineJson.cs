using System.Text.Json.Serialization;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Serialization of everything the engine stores for itself.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(List<HistoryRecord>))]
[JsonSerializable(typeof(List<OutboxEntry>))]
[JsonSerializable(typeof(HistoryRecord))]
[JsonSerializable(typeof(FailureRecord))]
[JsonSerializable(typeof(ParentRecord))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class EngineJson : JsonSerializerContext;
