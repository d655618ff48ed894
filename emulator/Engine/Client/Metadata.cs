using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Engine.Client;

/// <summary>Shows an instance's state as the client library does.</summary>
internal static class Metadata
{
    /// <param name="state">The state; payloads in blobs are fetched.</param>
    /// <param name="converter">Reads the payloads; null shows none of them.</param>
    /// <param name="payloads">Where large payloads are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<OrchestrationMetadata> ShowAsync(
        InstanceState state, DataConverter? converter, PayloadStore payloads, CancellationToken cancellationToken)
    {
        bool shows = converter is not null;
        return new OrchestrationMetadata(state.Name, state.InstanceId)
        {
            DataConverter = converter,
            RuntimeStatus = StatusOf(state.Status),
            CreatedAt = state.CreatedAt,
            LastUpdatedAt = state.UpdatedAt,
            SerializedInput = shows ? await TextAsync(state.Input) : null,
            SerializedOutput = shows ? await TextAsync(state.Output) : null,
            SerializedCustomStatus = shows ? await TextAsync(state.CustomStatus) ?? NoCustomStatus(state) : null,
            Tags = state.Tags,
            FailureDetails = shows ? TaskFailureDetails.FromCore(state.Failure) : null,
        };

        async Task<string?> TextAsync(Payload payload) => (await payloads.LoadAsync(payload, cancellationToken)).Text;
    }

    /// <summary>In lists the host leaves out the input only, when inputs and outputs are not asked for.</summary>
    public static async Task<OrchestrationMetadata> ShowInListAsync(
        InstanceState state,
        bool withInput,
        DataConverter converter,
        PayloadStore payloads,
        CancellationToken cancellationToken) => await ShowAsync(
            withInput ? state : state with { Input = Payload.None }, converter, payloads, cancellationToken);

    /// <summary>The numbers are the same in both enums.</summary>
    public static OrchestrationRuntimeStatus StatusOf(OrchestrationStatus status) => (OrchestrationRuntimeStatus)status;

    /// <summary>The Functions host shows JSON's null once the orchestrator has run without setting one.</summary>
    private static string? NoCustomStatus(InstanceState state) => state.IsPending ? null : "null";
}
