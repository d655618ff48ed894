using Daoban.Workflows.Calendar;

namespace Daoban.Workflows.Catalog;

/// <summary>The one-off payment of an item. The reviewer of one level decides the amount.</summary>
public sealed record PaymentRule
{
    /// <summary>The payment's own item code, <c>SS-03</c>: what the bank's order names.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name, for the payment notice.</summary>
    public required string NameZh { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>The review level whose approval carries the amount.</summary>
    public required int DecidedAtLevel { get; init; }

    /// <summary>Largest amount in fen: a guard against a slip of the keyboard, not a tariff.</summary>
    public required long MaximumFen { get; init; }

    /// <summary>How long the payment notice is valid.</summary>
    public required Duration ValidFor { get; init; }

    /// <summary>When the resident is reminded; earlier than the end of <see cref="ValidFor"/>.</summary>
    public required Duration RemindAfter { get; init; }

    /// <summary>
    /// How often the bank is asked about an unpaid order: shorter than <see cref="ValidFor"/>, at most 200 times within
    /// it, never in working days.
    /// </summary>
    public required Duration QueryEvery { get; init; }
}
