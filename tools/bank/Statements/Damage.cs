namespace Daoban.BankSimulator.Statements;

/// <summary>What the simulator does to a day's file before it gives it out.</summary>
internal enum Damage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Cuts off its end.</summary>
    Truncate,

    /// <summary>Changes an amount after the hash was made.</summary>
    Hash,

    /// <summary>States another sum.</summary>
    Sum,

    /// <summary>States another number of payments.</summary>
    Count,

    /// <summary>Has its first payment twice.</summary>
    Duplicate,

    /// <summary>States another day.</summary>
    Day,

    /// <summary>States a format that nobody knows.</summary>
    Format,

    /// <summary>Leaves its first payment out.</summary>
    Omit,
}
