namespace Daoban.Functions.Access;

/// <summary>How a caller of a function proves who it is.</summary>
internal enum Authentication
{
    /// <summary>Not at all: the function shows nothing that is not public.</summary>
    Anonymous,

    /// <summary>By a bearer token of the configured issuer.</summary>
    Bearer,

    /// <summary>By a signature over the request that the function itself checks, because it covers the body.</summary>
    Hmac,
}
