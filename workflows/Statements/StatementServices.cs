using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Statements;

internal static class StatementServices
{
    public static IServiceCollection AddStatements(this IServiceCollection services)
    {
        services.AddHttpClient<IStatementSource, HttpStatementSource>(PaymentBankServices.ConfigureClient)
            .ConfigurePrimaryHttpMessageHandler(PaymentBankServices.CreateHandler)
            // As for the bank's other client: singletons hold it for long.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddTable(StatementBook.TableName)
            .AddTable(DiscrepancyBook.TableName)
            .AddContainer(StatementFiles.ContainerName)
            .AddSingleton<StatementBook>()
            .AddSingleton<DiscrepancyBook>()
            .AddSingleton<StatementFiles>()
            .AddSingleton<StatementPayments>()
            .AddSingleton<StatementCalendar>()
            .AddSingleton<StatementImport>()
            .AddSingleton(provider => new StatementRun(
                provider.GetRequiredService<StatementImport>(),
                provider.GetRequiredService<StatementBook>(),
                provider.GetRequiredService<DiscrepancyBook>(),
                provider.GetRequiredService<StatementCalendar>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<StatementRun>>()))
            .AddSingleton(provider => new StatementDesk(
                provider.GetRequiredService<StatementImport>(),
                provider.GetRequiredService<StatementBook>(),
                provider.GetRequiredService<DiscrepancyBook>(),
                provider.GetRequiredService<StatementCalendar>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new DiscrepancyDesk(
                provider.GetRequiredService<DiscrepancyBook>(),
                provider.GetRequiredService<StatementImport>(),
                provider.GetRequiredService<CaseFileStore>(),
                provider.GetRequiredService<Relatives>(),
                provider.GetRequiredService<AccessLog>(),
                provider.GetRequiredService<TimeProvider>()));
    }
}
