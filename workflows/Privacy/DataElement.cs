namespace Daoban.Workflows.Privacy;

/// <summary>A kind of personal data that is kept, as <c>data-elements.json</c> states it (rules R11.2).</summary>
public sealed record DataElement
{
    /// <summary>Stable code; for a field of the resident the field's name.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name.</summary>
    public required string NameZh { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>Whether and why it is sensitive.</summary>
    public required Sensitivity Sensitivity { get; init; }

    /// <summary>Why it may be processed.</summary>
    public required LegalBasis LegalBasis { get; init; }

    /// <summary>The article behind the basis, in Chinese.</summary>
    public required string Article { get; init; }

    /// <summary>What it is for, in Chinese.</summary>
    public required string PurposeZh { get; init; }

    /// <summary>How it is shown where not in full.</summary>
    public required MaskKind Mask { get; init; }

    /// <summary>Code of its <see cref="RetentionRule"/>.</summary>
    public required string RetentionClass { get; init; }

    /// <summary>
    /// Where it lies: <c>{row}:{path}</c> in the case file (<c>case:resident.name</c>), or <c>blob:{container}</c>.
    /// </summary>
    public required IReadOnlyList<string> StoredAs { get; init; }
}
