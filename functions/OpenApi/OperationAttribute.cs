namespace Daoban.Functions.OpenApi;

/// <summary>
/// What the API description says of an HTTP function beyond its route and its entry in the access table.
/// </summary>
/// <param name="summaryZh">What it does, in Chinese.</param>
/// <param name="summaryEn">What it does, in English.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OperationAttribute(string summaryZh, string summaryEn) : Attribute
{
    /// <summary>What it does, in Chinese.</summary>
    public string SummaryZh => summaryZh;

    /// <summary>What it does, in English.</summary>
    public string SummaryEn => summaryEn;

    /// <summary>The record of the JSON body; none when there is no body or it is no JSON.</summary>
    public Type? Request { get; init; }

    /// <summary>The media types of a body that is no JSON.</summary>
    public string[] RequestTypes { get; init; } = [];

    /// <summary>The record of the JSON answer; none when the answer is no JSON.</summary>
    public Type? Response { get; init; }

    /// <summary>
    /// The media types of an answer that is no JSON; beside a <see cref="Response"/>, of the other answer.
    /// </summary>
    public string[] ResponseTypes { get; init; } = [];

    /// <summary>The status of success; 200 by default.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Statuses that come with the same answer and are no problem documents.</summary>
    public int[] OtherStatuses { get; init; } = [];

    /// <summary>
    /// The codes of problems particular to it, beside those of every function with its authentication.
    /// </summary>
    public string[] Problems { get; init; } = [];
}
