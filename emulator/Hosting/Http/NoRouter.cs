using Microsoft.AspNetCore.Routing;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>Constraints ask for a router although none of them uses it.</summary>
internal sealed class NoRouter : IRouter
{
    public static readonly NoRouter Instance = new();

    public VirtualPathData? GetVirtualPath(VirtualPathContext context) => null;

    public Task RouteAsync(RouteContext context) => Task.CompletedTask;
}
