using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Privacy;

/// <summary>
/// Lists every version of the notices and consent texts, also those of days to come, so that a tablet has them when the
/// island is cut off.
/// </summary>
internal sealed class ListNotices(INotices notices, TimeProvider clock)
{
    [Function(nameof(ListNotices))]
    [Operation(
        "个人信息告知书与同意书", "Lists the notices and consent texts", Response = typeof(IReadOnlyList<NoticeView>))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices")] HttpRequest request)
    {
        DateOnly today = ChinaTime.DateOf(clock.GetUtcNow());
        NoticeView[] all = [.. notices.All.Select(notice => NoticeView.Of(notice, notices, today))];
        return Results.Json(all, HttpJson.Writing);
    }
}
