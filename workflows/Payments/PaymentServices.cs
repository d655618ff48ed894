using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Payments;

internal static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddTable(PaymentOrderIndex.TableName)
        .AddTable(BankNonces.TableName)
        .AddTable(PaidOrders.TableName)
        .AddPaymentBank()
        .AddSingleton<PaidOrders>()
        .AddSingleton<IOutboxHandler, PaidOrderHandler>()
        .AddSingleton(provider => new PaymentOrderIndex(provider.GetRequiredService<StorageAccount>()))
        .AddSingleton<BankNonces>()
        .AddSingleton(provider => new BankCallbacks(
            provider.GetRequiredService<CaseChanges>(),
            provider.GetRequiredService<PaymentOrderIndex>(),
            provider.GetRequiredService<BankNonces>(),
            provider.GetRequiredService<IOptions<BankOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
}
