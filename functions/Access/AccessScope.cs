namespace Daoban.Functions.Access;

/// <summary>Which part of the data a caller must be responsible for, beside having the role.</summary>
internal enum AccessScope
{
    /// <summary>None; the handler shows each caller only what is theirs.</summary>
    None,

    /// <summary>The station that the query names must be one of the clerk's.</summary>
    StationInQuery,

    /// <summary>The station that the body names must be one of the clerk's; the handler checks it.</summary>
    StationInBody,

    /// <summary>
    /// The case of the route: the clerk's station, the reviewer's or supervisor's district; an auditor sees all.
    /// </summary>
    CaseInRoute,
}
