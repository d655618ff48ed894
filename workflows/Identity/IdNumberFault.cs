namespace Daoban.Workflows.Identity;

/// <summary>Which part of a resident ID number is wrong, in the order of checking (rules R1.4).</summary>
public enum IdNumberFault
{
    /// <summary>Not 18 characters; 15-digit numbers of the first generation have not been valid since 2013.</summary>
    Length,

    /// <summary>The first 17 are not all digits, or the last is neither a digit nor X.</summary>
    Charset,

    /// <summary>No date of the calendar.</summary>
    BirthDate,

    /// <summary>After today.</summary>
    BirthFuture,

    /// <summary>Before 1880.</summary>
    BirthTooEarly,

    /// <summary>The check character is another one: a digit was mistyped or two were swapped.</summary>
    CheckDigit,
}
