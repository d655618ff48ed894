using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask.Abstractions;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>Which versions of orchestrations and activities this process takes.</summary>
internal sealed class VersionCheck(VersioningOptions? rules)
{
    /// <summary>Whether others are left for a worker that takes them; if not, they fail.</summary>
    public bool Rejects => rules is { FailureStrategy: not VersionFailureStrategy.Fail };

    /// <returns>Why a version is not taken; null when it is.</returns>
    public FailureDetails? Refuse(string version) => rules?.MatchStrategy switch
    {
        null or VersionMatchStrategy.None => null,
        VersionMatchStrategy.Strict => Compare(version) == 0 ? null : Mismatch(version, "does not match"),
        VersionMatchStrategy.CurrentOrOlder => Compare(version) <= 0 ? null : Mismatch(version, "is greater than"),
        // Upstream's text, which names the version where the strategy is meant.
        _ => Details("VersionError", $"The version match strategy '{version}' is unknown."),
    };

    /// <summary>Whether the deliveries cannot be taken because the execution that they are for is another's.</summary>
    public bool Holds(InstanceState? state, IEnumerable<Delivery> deliveries)
    {
        string? version = state is { IsTerminal: false }
            ? state.Version
            : deliveries.Select(delivery => delivery.Event).OfType<ExecutionStartedEvent>()
                .Select(started => started.Version ?? string.Empty)
                .FirstOrDefault();
        return Rejects && version is not null && Refuse(version) is not null;
    }

    private int Compare(string version) => TaskOrchestrationVersioningUtils.CompareVersions(version, rules!.Version);

    private FailureDetails Mismatch(string version, string how) => Details(
        "VersionMismatch", $"The orchestration version '{version}' {how} the worker version '{rules!.Version}'.");

    private static FailureDetails Details(string type, string message) =>
        new(type, message, stackTrace: null, innerFailure: null, isNonRetriable: true);
}
