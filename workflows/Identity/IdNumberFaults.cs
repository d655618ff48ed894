using System.Diagnostics;

namespace Daoban.Workflows.Identity;

/// <summary>The faults as clients see them.</summary>
public static class IdNumberFaults
{
    /// <summary>The stable code: <c>LENGTH</c>, <c>CHARSET</c>, …</summary>
    public static string Code(this IdNumberFault fault) => fault switch
    {
        IdNumberFault.Length => "LENGTH",
        IdNumberFault.Charset => "CHARSET",
        IdNumberFault.BirthDate => "BIRTH_DATE",
        IdNumberFault.BirthFuture => "BIRTH_FUTURE",
        IdNumberFault.BirthTooEarly => "BIRTH_TOO_EARLY",
        IdNumberFault.CheckDigit => "CHECK_DIGIT",
        _ => throw new UnreachableException(),
    };
}
