namespace Daoban.Workflows.Identity;

/// <summary>
/// Who will see a masked field. The full value (L1) is no mask, and nothing at all goes to logs (L4).
/// </summary>
public enum MaskLevel
{
    /// <summary>L2: lists, search results and agendas of staff.</summary>
    StaffList,

    /// <summary>L3: waiting room, notice board, papers left about, exports.</summary>
    Public,
}
