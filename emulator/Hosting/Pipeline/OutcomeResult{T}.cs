using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Pipeline;

internal sealed class OutcomeResult<T>(InvocationOutcome outcome, T? value) : InvocationResult<T>
{
    private T? current = value;

    public override T? Value
    {
        get => current;
        set => outcome.Value = current = value;
    }
}
