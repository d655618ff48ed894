using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>One invocation. It reads its services from the scope that the invoker opened.</summary>
internal sealed class InvocationContext(
    FunctionDefinition definition,
    TraceContext trace,
    IReadOnlyDictionary<string, object?> bindingData,
    IServiceProvider services,
    CancellationToken cancellationToken) : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => FunctionDefinition.Id;

    public override TraceContext TraceContext => trace;

    public override BindingContext BindingContext { get; } = new InvocationBindingContext(bindingData);

    public override RetryContext RetryContext => NoRetryContext.Instance;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition { get; } = definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; } = cancellationToken;
}
