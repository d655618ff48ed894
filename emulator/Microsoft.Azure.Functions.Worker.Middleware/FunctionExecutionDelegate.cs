namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Processes an invocation.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
