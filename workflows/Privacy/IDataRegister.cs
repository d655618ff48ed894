namespace Daoban.Workflows.Privacy;

/// <summary>
/// What personal data the system keeps, on which basis and for how long. Immutable and thread-safe; read from
/// <c>data-elements.json</c> and <c>retention.json</c> at start.
/// </summary>
public interface IDataRegister
{
    /// <summary>Every element.</summary>
    IReadOnlyList<DataElement> Elements { get; }

    /// <summary>Every retention rule.</summary>
    IReadOnlyList<RetentionRule> Retention { get; }

    /// <summary>The rule of a class; those of <see cref="RetentionClasses"/> exist.</summary>
    /// <exception cref="KeyNotFoundException">There is no such class.</exception>
    RetentionRule RuleOf(string retentionClass);
}
