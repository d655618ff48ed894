namespace Daoban.TestKit;

/// <summary>What <see cref="StorageProxy" /> does after a hook.</summary>
public sealed class ProxyAction
{
    private ProxyAction()
    {
    }

    /// <summary>Goes on: to the server before it acted, to the client afterwards.</summary>
    public static ProxyAction Pass { get; } = new();

    /// <summary>Cuts the client's connection without an answer.</summary>
    public static ProxyAction Drop { get; } = new();

    /// <summary>
    /// Answers in the server's place with this status (400 to 599) and <c>x-ms-error-code</c>. After the server acted
    /// that hides what it did.
    /// </summary>
    public static ProxyAction Fail(int status, string errorCode) => new() { Status = status, ErrorCode = errorCode };

    internal int? Status { get; private init; }

    internal string? ErrorCode { get; private init; }
}
