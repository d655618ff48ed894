using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Calendar;

internal static class CalendarServices
{
    internal static IServiceCollection AddCalendar(this IServiceCollection services) => services
        .AddSingleton(_ => WorkingCalendarFile.Load(WorkingCalendarFile.DefaultPath))
        .AddHostedService<LoadedAtStart<WorkingCalendar>>();
}
