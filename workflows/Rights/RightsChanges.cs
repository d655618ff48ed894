using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Rights;

/// <summary>Effects that changes of a rights request ask for.</summary>
internal static class RightsChanges
{
    /// <summary>Writes the request and brings the worklist in line with it.</summary>
    public static void PutAndProject(this CaseChange change, RightsRequestRecord request)
    {
        change.Put(request);
        change.Send(RightsWorklistHandler.KindName, request.RequestId, new { request.RequestId });
    }
}
