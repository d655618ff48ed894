using Daoban.Emulator.Hosting.Discovery;

namespace Daoban.Emulator.Hosting;

/// <summary>Runs functions through the app's pipeline.</summary>
internal interface IFunctionInvoker
{
    /// <summary>Runs one invocation in its own DI scope and returns the function's result.</summary>
    /// <remarks>Throws what the function or its middleware threw, after logging it.</remarks>
    Task<object?> InvokeAsync(FunctionMetadata function, TriggerData data, CancellationToken cancellationToken);
}
