using Daoban.Issuer.Keys;
using Daoban.Issuer.People;
using Daoban.Issuer.Tokens;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Daoban.Issuer;

/// <summary>
/// An OpenID Connect issuer for development: whoever asks gets a token for one of the demo people. Never run it where
/// its tokens mean something. Arguments: <c>--urls URL</c>, <c>--data FOLDER</c> (the key survives a restart),
/// <c>--people FILE</c> (more staff, a JSON array in the form of <c>GET /people</c>), <c>--issuer URL</c> (default: the
/// address it listens on), <c>--audience NAME</c> (default: daoban-api).
/// </summary>
internal static class IssuerHost
{
    public const string DefaultUrl = "http://localhost:7072";
    public const string DefaultAudience = "daoban-api";

    public static WebApplication Create(string[] args, TimeProvider? clock = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.TryAddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton(_ => StaffList.Read(builder.Configuration["people"]));
        builder.Services.AddSingleton(_ => new SigningKeys(builder.Configuration["data"]));
        builder.Services.AddSingleton(provider => new TokenMint(
            provider.GetRequiredService<SigningKeys>(),
            () => builder.Configuration["issuer"]?.TrimEnd('/') ?? AddressOf(provider.GetRequiredService<IServer>()),
            builder.Configuration["audience"] ?? DefaultAudience,
            provider.GetRequiredService<TimeProvider>()));
        WebApplication app = builder.Build();
        app.MapDiscovery();
        app.MapTokens();
        app.MapGet("/health", () => Results.Ok(new { status = "healthy" }));
        app.MapGet("/", (TokenMint mint, StaffList staff) =>
            Results.Content(DirectoryPage.Render(mint.Issuer, staff), "text/html; charset=utf-8"));
        return app;
    }

    private static string AddressOf(IServer server) =>
        server.Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');
}
