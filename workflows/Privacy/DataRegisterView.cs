namespace Daoban.Workflows.Privacy;

/// <summary>What personal data the system keeps, why and for how long.</summary>
/// <param name="Elements">The elements.</param>
/// <param name="Retention">The retention classes that they name.</param>
public sealed record DataRegisterView(
    IReadOnlyList<DataElement> Elements, IReadOnlyList<RetentionRule> Retention);
