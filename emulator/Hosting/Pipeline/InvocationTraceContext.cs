using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>The current activity's W3C context; empty texts when nothing traces.</summary>
internal sealed class InvocationTraceContext(Activity? activity) : TraceContext
{
    public override string TraceParent { get; } = activity?.Id ?? "";

    public override string TraceState { get; } = activity?.TraceStateString ?? "";
}
