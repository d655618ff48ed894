using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>The routes in the order of function names; the first match wins, whatever is more specific.</summary>
internal sealed class HttpRouteTable(
    FunctionCatalog catalog, HostSettings settings, IInlineConstraintResolver resolver, ILogger<HttpRouteTable> logger)
{
    private const string DefaultPrefix = "api";

    private readonly List<HttpRoute> routes = [];

    public IReadOnlyList<HttpRoute> Routes => routes;

    /// <summary>Adds the routes of all HTTP functions; errors go to the catalog.</summary>
    public void Build()
    {
        string prefix = (settings.Text("extensions:http:routePrefix") ?? DefaultPrefix).Trim('/');
        foreach (FunctionMetadata function in catalog.Functions)
        {
            if (function.Trigger is HttpTriggerAttribute)
            {
                catalog.Check(function.Name, () => Add(new HttpRoute(function, prefix, resolver)));
            }
        }
    }

    public (HttpRoute Route, RouteValueDictionary Values)? Match(HttpContext context)
    {
        foreach (HttpRoute route in routes)
        {
            if (route.Match(context, logger) is { } values)
            {
                return (route, values);
            }
        }

        return null;
    }

    private void Add(HttpRoute route)
    {
        if (routes.Find(route.ConflictsWith) is { } other)
        {
            throw new FunctionBindingException(
                route.Function.Name,
                route.Function.TriggerParameter.Name,
                $"the route '{route.Template}' conflicts with the route defined by function '{other.Function.Name}'.");
        }

        routes.Add(route);
    }
}
