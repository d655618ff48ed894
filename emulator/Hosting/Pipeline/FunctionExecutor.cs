using System.Collections.Concurrent;
using System.Reflection;
using Daoban.Emulator.Hosting.Binding;
using Daoban.Emulator.Hosting.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>
/// The innermost step: makes the function's object, binds its parameters, calls it and keeps its result.
/// </summary>
internal sealed class FunctionExecutor(ParameterBinder binder, WebhookAddress webhooks)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> ResultProperties = new();

    public async Task ExecuteAsync(FunctionContext context)
    {
        Invocation invocation = context.Features.Get<Invocation>()
            ?? throw new InvalidOperationException("The context does not belong to an invocation of this host.");
        MethodInfo method = invocation.Function.Method;
        object? instance = method.IsStatic
            ? null
            : ActivatorUtilities.CreateInstance(context.InstanceServices, method.ReflectedType!);
        if (invocation.Function is { TakesDurableClient: true, IsOrchestrator: false })
        {
            // The client's links hold the key, and some are made where nothing can be awaited.
            await webhooks.PrepareAsync(context.CancellationToken);
        }

        object?[] arguments = binder.Bind(invocation, context);
        object? returned = method.Invoke(
            instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        InvocationOutcome.Of(context).Value = await ResultAsync(returned, method.ReturnType);
    }

    private static async ValueTask<object?> ResultAsync(object? returned, Type declared)
    {
        switch (returned)
        {
            case Task task:
                await task;
                return ResultOf(task, declared);
            case ValueTask task:
                await task;
                return null;
            default:
                return declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(ValueTask<>)
                    ? await ResultAsync(declared.GetMethod("AsTask")!.Invoke(returned, null), typeof(Task<>)
                        .MakeGenericType(declared.GenericTypeArguments))
                    : returned;
        }
    }

    /// <remarks>
    /// An async method that declares Task returns a Task of a hidden type: the declared type decides.
    /// </remarks>
    private static object? ResultOf(Task task, Type declared) =>
        ResultProperties
            .GetOrAdd(declared, type => type.IsGenericType ? type.GetProperty("Result") : null)
            ?.GetValue(task);
}
