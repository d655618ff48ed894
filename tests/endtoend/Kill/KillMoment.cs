namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>When a kill strikes the storage request it was waiting for.</summary>
public enum KillMoment
{
    /// <summary>The server never sees the request.</summary>
    BeforeServerActed,

    /// <summary>The server has done what was asked; nobody hears its answer.</summary>
    AfterServerActed,
}
