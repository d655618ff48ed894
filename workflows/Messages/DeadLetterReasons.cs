namespace Daoban.Workflows.Messages;

/// <summary>Why a message is a dead letter; the same codes on every transport.</summary>
public static class DeadLetterReasons
{
    /// <summary>It is no message of ours.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>This build does not know its format version.</summary>
    public const string UnknownFormat = "unknown-format";

    /// <summary>Each delivery failed; the failure code is that of the last one.</summary>
    public const string Failed = "failed";

    /// <summary>It was delivered as often as permitted, and no delivery came to an end: processes died.</summary>
    public const string NotFinished = "not-finished";

    /// <summary>Nobody took it within its time to live.</summary>
    public const string Expired = "expired";

    /// <summary>Somebody else put it there.</summary>
    public const string Other = "other";
}
