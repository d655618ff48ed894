using System.Text.Json.Serialization;
using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Cases;

/// <summary>Input of <see cref="CloseCase"/>.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Move">Complete, reject or lapse.</param>
/// <param name="ReasonCode">Why; null when completed.</param>
public sealed record CaseClosing(
    string CaseId,
    [property: JsonConverter(typeof(JsonStringEnumConverter<CaseMove>))] CaseMove Move,
    string? ReasonCode);
