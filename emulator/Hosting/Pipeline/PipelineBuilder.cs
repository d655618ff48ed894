using Microsoft.Azure.Functions.Worker.Middleware;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>Collects the app's middleware in order, outermost first.</summary>
internal sealed class PipelineBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];

    /// <summary>Whether <c>ConfigureFunctionsWebApplication</c> was called.</summary>
    public bool HasAspNetCoreIntegration { get; set; }

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => middleware.Add(step);

    public FunctionExecutionDelegate Build(FunctionExecutionDelegate innermost)
    {
        FunctionExecutionDelegate pipeline = innermost;
        for (int i = middleware.Count - 1; i >= 0; i--)
        {
            pipeline = middleware[i](pipeline);
        }

        return pipeline;
    }
}
