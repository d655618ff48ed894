namespace Daoban.Workflows.Statements;

/// <summary>Why a day has no usable statement: stable words of rows, logs and answers.</summary>
public static class StatementCodes
{
    /// <summary>The bank has not made it yet.</summary>
    public const string NotReady = "not-ready";

    /// <summary>The bank did not answer, or with a passing failure.</summary>
    public const string Unreachable = "bank-unreachable";

    /// <summary>The bank refused the question.</summary>
    public const string Refused = "bank-refused";

    /// <summary>More than 16 MiB, or more than 100,000 payments.</summary>
    public const string TooLarge = "too-large";

    /// <summary>It does not end with the end of a line.</summary>
    public const string Truncated = "truncated";

    /// <summary>The header is none.</summary>
    public const string Malformed = "malformed";

    /// <summary>Of a format that this build does not know.</summary>
    public const string FormatUnknown = "format-unknown";

    /// <summary>Another merchant's.</summary>
    public const string OtherMerchant = "other-merchant";

    /// <summary>Another day's, by its header or by a payment in it.</summary>
    public const string OtherDay = "other-day";

    /// <summary>The lines do not have the hash that the header states.</summary>
    public const string HashDiffers = "hash-differs";

    /// <summary>A line is no payment: a malformed id, amount or time.</summary>
    public const string LineInvalid = "line-invalid";

    /// <summary>Not as many payments as the header states.</summary>
    public const string CountDiffers = "count-differs";

    /// <summary>Another sum than the header states, to the fen.</summary>
    public const string SumDiffers = "sum-differs";

    /// <summary>Two lines have the same serial number.</summary>
    public const string DuplicateSerial = "duplicate-serial";

    /// <summary>The stored file is not the one that was stored.</summary>
    public const string StoredDamaged = "stored-file-damaged";
}
