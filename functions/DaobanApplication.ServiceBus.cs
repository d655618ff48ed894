using Daoban.Functions.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Daoban.Functions;

/// <summary>The part that a build without Service Bus (<c>-p:WithServiceBus=false</c>) leaves out.</summary>
internal static partial class DaobanApplication
{
    static partial void AddServiceBus(FunctionsApplicationBuilder builder) =>
        builder.Services.AddServiceBus(builder.Configuration);
}
