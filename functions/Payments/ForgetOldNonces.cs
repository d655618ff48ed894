using Daoban.Workflows.Payments;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Payments;

/// <summary>Every day forgets the nonces of callbacks that are too old to be played again.</summary>
internal sealed class ForgetOldNonces(BankCallbacks callbacks)
{
    [Function(nameof(ForgetOldNonces))]
    public Task RunAsync([TimerTrigger("0 37 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        callbacks.ForgetOldNoncesAsync(cancellationToken);
}
