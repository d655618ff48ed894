using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Pipeline;

internal sealed class OutcomeResult(InvocationOutcome outcome, object? value) : InvocationResult
{
    private object? current = value;

    public override object? Value
    {
        get => current;
        set => outcome.Value = current = value;
    }
}
