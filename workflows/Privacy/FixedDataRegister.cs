using System.Collections.Frozen;

namespace Daoban.Workflows.Privacy;

internal sealed class FixedDataRegister(
    IReadOnlyList<DataElement> elements, IReadOnlyList<RetentionRule> retention) : IDataRegister
{
    private readonly FrozenDictionary<string, RetentionRule> byCode =
        retention.ToFrozenDictionary(rule => rule.Code, StringComparer.Ordinal);

    public IReadOnlyList<DataElement> Elements => elements;

    public IReadOnlyList<RetentionRule> Retention => retention;

    public RetentionRule RuleOf(string retentionClass) => byCode[retentionClass];
}
