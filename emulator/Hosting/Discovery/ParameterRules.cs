using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Hosting.Discovery;

/// <summary>Which parameter types can get a value. Upstream would pass null where these rules stop the start.</summary>
internal static class ParameterRules
{
    /// <exception cref="FunctionBindingException">Nothing can ever be bound to the parameter.</exception>
    public static void Check(string function, ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        string? reason = type.IsByRef || type.IsPointer || type.IsByRefLike
            ? "ref, out, pointer and span parameters cannot be bound."
            : DiscoveredDefinition.BindingOf(parameter) switch
            {
                HttpTriggerAttribute when !IsRequest(type) =>
                    "an HTTP trigger binds only HttpRequest and HttpRequestData; the Functions worker would pass null "
                    + $"for {type.Name}.",
                OrchestrationTriggerAttribute when type != typeof(TaskOrchestrationContext) =>
                    $"an orchestration trigger binds only TaskOrchestrationContext, not {type.Name}.",
                ActivityTriggerAttribute when IsOnlyAbstract(type) && type != typeof(FunctionContext) =>
                    $"an activity's input is made from JSON, and {type.Name} cannot be.",
                DurableClientAttribute when type != typeof(DurableTaskClient) =>
                    $"a durable client binds only DurableTaskClient, not {type.Name}.",
                QueueTriggerAttribute or ServiceBusTriggerAttribute or TimerTriggerAttribute when IsOnlyAbstract(type)
                    || IsRequest(type) =>
                    $"the trigger's text cannot become a {type.Name}.",
                DurableClientAttribute or TriggerBindingAttribute => null,
                BindingAttribute binding => $"{binding.GetType().Name} is not offered by this host.",
                null => PlainReason(parameter),
            };
        if (reason is not null)
        {
            throw new FunctionBindingException(function, parameter.Name, reason);
        }
    }

    /// <summary>Types that no converter handles although they could be built.</summary>
    private static string? PlainReason(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(FunctionContext) || IsRequest(type))
        {
            return IsRequest(type) && !IsOfHttpFunction(parameter)
                ? "only functions with an HTTP trigger have a request."
                : null;
        }

        if (type == typeof(ServiceBusMessageActions))
        {
            return IsOfServiceBusFunction(parameter)
                ? null
                : "only functions with a Service Bus trigger have message actions.";
        }

        if (type == typeof(HttpContext))
        {
            return "HttpContext is not bound by the Functions worker (it would be null); "
                + "take HttpRequest, or FunctionContext.GetHttpContext().";
        }

        return IsOnlyAbstract(type)
            ? $"{type.Name} is no binding and cannot be made from text; services come through the constructor."
            : null;
    }

    private static bool IsRequest(Type type) => type == typeof(HttpRequest) || type == typeof(HttpRequestData);

    private static bool IsOfHttpFunction(ParameterInfo parameter) =>
        ((MethodInfo)parameter.Member).GetParameters().Any(other => other.IsDefined(typeof(HttpTriggerAttribute)));

    private static bool IsOfServiceBusFunction(ParameterInfo parameter) => ((MethodInfo)parameter.Member)
        .GetParameters().Any(other => other.IsDefined(typeof(ServiceBusTriggerAttribute)));

    private static bool IsOnlyAbstract(Type type) =>
        (type.IsAbstract || type.IsInterface || typeof(Delegate).IsAssignableFrom(type))
        && !IsCollectionOrNode(type)
        && !type.IsDefined(typeof(System.Text.Json.Serialization.JsonPolymorphicAttribute), inherit: false)
        && !type.IsDefined(typeof(System.Text.Json.Serialization.JsonConverterAttribute), inherit: false);

    /// <summary>Abstract types that System.Text.Json nevertheless makes.</summary>
    private static bool IsCollectionOrNode(Type type) =>
        typeof(System.Text.Json.Nodes.JsonNode).IsAssignableFrom(type)
        || (type.IsInterface && typeof(System.Collections.IEnumerable).IsAssignableFrom(type));
}
