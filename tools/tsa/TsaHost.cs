using Daoban.TimestampAuthority.Keys;
using Daoban.TimestampAuthority.Tokens;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Daoban.TimestampAuthority;

/// <summary>
/// A time-stamp authority (RFC 3161) for development and tests: real tokens, but its word is worth no more than this
/// machine's clock. Arguments: <c>--urls URL</c>, <c>--data FOLDER</c> (key and certificate survive a restart).
/// </summary>
internal static class TsaHost
{
    public const string DefaultUrl = "http://localhost:7074";

    public static WebApplication Create(string[] args, TimeProvider? clock = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.TryAddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton(provider => StampingIdentity.Load(
            builder.Configuration["data"], provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<TokenMaker>();
        WebApplication app = builder.Build();
        app.MapStamps();
        app.MapGet("/health", () => Results.Ok(new { status = "healthy" }));
        return app;
    }
}
