using Daoban.Emulator.Hosting.Http;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core integration.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Lets HTTP functions work on ASP.NET Core's types. Middleware added before it does not see them.
    /// </summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddAspNetCoreIntegration();
        return builder;
    }
}
