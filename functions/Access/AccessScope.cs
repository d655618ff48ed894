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
    /// The case of the route: the clerk's station, the reviewer's district and department, the supervisor's district;
    /// an auditor sees all. Nobody reaches a case of their own or of a declared relative.
    /// </summary>
    CaseInRoute,

    /// <summary>
    /// As <see cref="CaseInRoute"/>, and the task of the route must be of the reviewer's level; the handler checks.
    /// </summary>
    TaskInRoute,

    /// <summary>
    /// The reviewer's districts, departments and level; the query may choose among them, and the handler checks it.
    /// </summary>
    OwnWorklist,

    /// <summary>
    /// One of the caller's districts; the query may choose among them, and the handler checks it.
    /// </summary>
    DistrictInQuery,

    /// <summary>
    /// The person of the route must be the caller; the roles of <see cref="AccessRule.Everybody"/> reach others, too.
    /// </summary>
    ActorInRoute,

    /// <summary>The person of the route must not be the caller: nobody undoes what limits themselves.</summary>
    OtherActorInRoute,
}
