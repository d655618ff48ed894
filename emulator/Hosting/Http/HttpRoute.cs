using System.Reflection;
using Daoban.Emulator.Hosting.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>The route of one HTTP function.</summary>
internal sealed class HttpRoute
{
    private readonly TemplateMatcher matcher;
    private readonly IDictionary<string, IRouteConstraint> constraints;

    /// <exception cref="FunctionBindingException">The route is not one, or is reserved for the host.</exception>
    public HttpRoute(FunctionMetadata function, string prefix, IInlineConstraintResolver resolver)
    {
        Function = function;
        var trigger = (HttpTriggerAttribute)function.Trigger;
        AuthLevel = trigger.AuthLevel;
        Methods = trigger.Methods ?? [];
        string route = trigger.Route ?? function.Name;
        CheckReserved(function, route);
        Template = prefix.Length == 0 ? route : $"{prefix}/{route}";
        try
        {
            RouteTemplate template = TemplateParser.Parse(Template);
            Parameters = [.. template.Parameters.Select(parameter => parameter.Name!)];
            matcher = new TemplateMatcher(template, Defaults(template));
            constraints = Constraints(template, resolver);
            BindsByName = Array.Exists(function.Method.GetParameters(), parameter => IsByName(parameter));
        }
        catch (Exception exception) when (
            exception is ArgumentException or InvalidOperationException or RouteCreationException)
        {
            throw new FunctionBindingException(
                function.Name,
                function.TriggerParameter.Name,
                $"the route '{Template}' is not valid: {exception.Message}");
        }
    }

    public FunctionMetadata Function { get; }

    public AuthorizationLevel AuthLevel { get; }

    /// <summary>With the route prefix.</summary>
    public string Template { get; }

    /// <summary>Names of the route's parameters.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Empty means every method.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>Whether a parameter of the method could bind to a property of a JSON body.</summary>
    public bool BindsByName { get; }

    /// <returns>The route's values, or null when the request is for another route.</returns>
    public RouteValueDictionary? Match(HttpContext context, ILogger logger)
    {
        if (Methods.Count > 0 && !Methods.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var values = new RouteValueDictionary();
        return matcher.TryMatch(context.Request.Path, values)
            && RouteConstraintMatcher.Match(
                constraints, values, context, NoRouter.Instance, RouteDirection.IncomingRequest, logger)
            ? values
            : null;
    }

    /// <summary>Whether both would take the same request text.</summary>
    public bool ConflictsWith(HttpRoute other) =>
        string.Equals(Template.Trim('/'), other.Template.Trim('/'), StringComparison.OrdinalIgnoreCase)
        && (Methods.Count == 0
            || other.Methods.Count == 0
            || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any());

    private bool IsByName(ParameterInfo parameter) =>
        DiscoveredDefinition.BindingOf(parameter) is null
        && parameter.ParameterType != typeof(FunctionContext)
        && parameter.ParameterType != typeof(CancellationToken)
        && parameter.ParameterType != typeof(HttpRequest)
        && parameter.ParameterType != typeof(HttpRequestData)
        && !Parameters.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase);

    private static void CheckReserved(FunctionMetadata function, string route)
    {
        string start = route.Trim('/');
        if (start.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
        {
            throw new FunctionBindingException(
                function.Name,
                function.TriggerParameter.Name,
                $"the specified route '{route}' conflicts with one or more built in routes (admin…, runtime…).");
        }
    }

    private static RouteValueDictionary Defaults(RouteTemplate template)
    {
        var defaults = new RouteValueDictionary();
        foreach (TemplatePart parameter in template.Parameters.Where(parameter => parameter.DefaultValue is not null))
        {
            defaults.Add(parameter.Name!, parameter.DefaultValue);
        }

        return defaults;
    }

    private static IDictionary<string, IRouteConstraint> Constraints(
        RouteTemplate template, IInlineConstraintResolver resolver)
    {
        var builder = new RouteConstraintBuilder(resolver, template.TemplateText!);
        foreach (TemplatePart parameter in template.Parameters)
        {
            if (parameter.IsOptional)
            {
                builder.SetOptional(parameter.Name!);
            }

            foreach (InlineConstraint constraint in parameter.InlineConstraints)
            {
                builder.AddResolvedConstraint(parameter.Name!, constraint.Constraint);
            }
        }

        return builder.Build();
    }
}
