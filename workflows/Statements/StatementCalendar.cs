using Daoban.Workflows.Calendar;
using Daoban.Workflows.Payments;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Statements;

/// <summary>When the bank is asked, and when a day's statement counts as missing. Pure but for its settings.</summary>
internal sealed class StatementCalendar(WorkingCalendar calendar, IOptions<BankOptions> options)
{
    /// <summary>Whether the bank is asked now: on working days, from the time of day on that is set.</summary>
    public bool IsTimeToAsk(DateTimeOffset now)
    {
        DateTimeOffset here = ChinaTime.Of(now);
        return calendar.IsWorkingDay(ChinaTime.DateOf(now)) && here.TimeOfDay >= options.Value.StatementAskAt;
    }

    /// <summary>The instant from which a day's statement is missing: on the first working day after it.</summary>
    public DateTimeOffset CutOffOf(DateOnly day)
    {
        DateOnly worked = calendar.RollForward(day.AddDays(1));
        return ChinaTime.EndOf(worked.AddDays(-1)) + options.Value.StatementCutOff;
    }
}
