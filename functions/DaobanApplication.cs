using Daoban.Functions.Access;
using Daoban.Functions.Activities;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Functions.Settings;
using Daoban.Workflows;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daoban.Functions;

/// <summary>Puts the application together.</summary>
internal static class DaobanApplication
{
    /// <summary>The application, not yet started.</summary>
    /// <exception cref="InvalidOperationException">The access table and the functions differ.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        AccessTable.EnsureCovers(HttpFunction.All.Select(function => function.Name));

        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseWhen<ProblemMiddleware>(Triggers.IsHttp);
        builder.UseWhen<AccessMiddleware>(Triggers.IsHttp);
        builder.UseWhen<FailureMiddleware>(Triggers.IsActivityOrBackground);
        builder.Services
            .Configure<KestrelServerOptions>(server => server.AddServerHeader = false)
            .AddDaobanWorkflows()
            .AddAccess()
            .AddSingleton<ApiDescription>()
            .AddSettingsCheck();
        return builder;
    }
}
