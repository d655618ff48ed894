using System.Reflection;
using System.Text;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Durable;
using Daoban.Emulator.Hosting.Http;
using Daoban.Emulator.Hosting.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;

namespace Daoban.Emulator.Hosting.Binding;

/// <summary>Gives a function's parameters their values.</summary>
internal sealed class ParameterBinder(ValueConverter converter, DurableHost durable)
{
    private static readonly MethodInfo GetInput = typeof(TaskOrchestrationContext).GetMethod(
        nameof(TaskOrchestrationContext.GetInput), 1, [])!;

    /// <returns>The values in the order of the parameters.</returns>
    /// <exception cref="FunctionInputConverterException">
    /// A value could not be made; the message names the parameters.
    /// </exception>
    public object?[] Bind(Invocation invocation, FunctionContext context)
    {
        ParameterInfo[] parameters = invocation.Function.Method.GetParameters();
        object?[] values = new object?[parameters.Length];
        List<string>? errors = null;
        for (int i = 0; i < parameters.Length; i++)
        {
            try
            {
                values[i] = Value(parameters[i], invocation, context);
            }
            catch (FunctionInputConverterException exception)
            {
                (errors ??= []).Add(exception.Message);
            }
        }

        return errors is null
            ? values
            : throw new FunctionInputConverterException(
                $"Error converting {errors.Count} input parameters for Function '{invocation.Function.Name}': "
                + string.Join(Environment.NewLine, errors));
    }

    private object? Value(ParameterInfo parameter, Invocation invocation, FunctionContext context)
    {
        FunctionMetadata function = invocation.Function;
        Type type = parameter.ParameterType;
        // By position: two hosts that start at once in a process may be given different objects of one parameter.
        return parameter.Position == function.TriggerParameter.Position ? Trigger(parameter, invocation, context)
            : type == typeof(FunctionContext) ? context
            : type == typeof(CancellationToken) ? context.CancellationToken
            : type == typeof(ServiceBusMessageActions) ? context.Features.Get<ServiceBusMessageActions>()
            : type == typeof(HttpRequest) ? Request(context)
            : type == typeof(HttpRequestData) ? AspNetCoreRequestData.Of(context)
            : DiscoveredDefinition.BindingOf(parameter) is DurableClientAttribute ? durable.Client
            : parameter.Position == function.OrchestrationInput?.Position ? OrchestrationInput(type, context)
            : ByName(parameter, invocation.Data);
    }

    private object? Trigger(ParameterInfo parameter, Invocation invocation, FunctionContext context)
    {
        Type type = parameter.ParameterType;
        TriggerData data = invocation.Data;
        return invocation.Function.Trigger switch
        {
            HttpTriggerAttribute when type == typeof(HttpRequestData) => AspNetCoreRequestData.Of(context),
            HttpTriggerAttribute => Request(context),
            OrchestrationTriggerAttribute => Orchestration(context),
            ActivityTriggerAttribute when type == typeof(FunctionContext) => context,
            ActivityTriggerAttribute =>
                data.Input is string json ? converter.FromJson(Encoding.UTF8.GetBytes(json), type) : null,
            _ => data.Typed.FirstOrDefault(candidate => candidate.GetType() == type) is { } typed
                ? typed
                : Converted(parameter, data.Input),
        };
    }

    private object? ByName(ParameterInfo parameter, TriggerData data) =>
        Converted(parameter, data.Metadata.GetValueOrDefault(parameter.Name!));

    private object? Converted(ParameterInfo parameter, object? source)
    {
        Type type = parameter.ParameterType;
        try
        {
            if (converter.TryConvert(source, type, out object? value))
            {
                return value;
            }
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or NotSupportedException
            or FormatException or InvalidOperationException)
        {
            throw new FunctionInputConverterException(
                $"Cannot convert input parameter '{parameter.Name}' to type '{type.FullName}' from type "
                + $"'{source!.GetType().FullName}'. Error:{exception}");
        }

        return parameter.HasDefaultValue ? parameter.DefaultValue
            : !type.IsValueType || Nullable.GetUnderlyingType(type) is not null ? null
            : throw new FunctionInputConverterException(
                $"Could not populate the value for '{parameter.Name}' parameter. "
                + "Consider adding a default value or making the parameter nullable.");
    }

    private static HttpRequest? Request(FunctionContext context) => context.GetHttpContext()?.Request;

    private static TaskOrchestrationContext Orchestration(FunctionContext context) =>
        context.Features.Get<TaskOrchestrationContext>()
        ?? throw new InvalidOperationException("An orchestrator runs only in the durable engine.");

    private static object? OrchestrationInput(Type type, FunctionContext context) =>
        GetInput.MakeGenericMethod(type).Invoke(
            Orchestration(context), BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
}
