namespace Daoban.Workflows.Limits;

/// <summary>What is counted.</summary>
public enum RateKind
{
    /// <summary>Requests of an identity.</summary>
    Identity,

    /// <summary>Requests from an address.</summary>
    Address,

    /// <summary>Failed authentications from an address.</summary>
    Failed,
}
