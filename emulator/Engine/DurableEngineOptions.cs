using Azure.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;

namespace Daoban.Emulator.Engine;

/// <summary>
/// Settings of one durable engine. All processes of a task hub must agree on its connection and name.
/// </summary>
internal sealed class DurableEngineOptions
{
    /// <summary>The task hub: 3 to 45 letters and digits, letter first.</summary>
    public required string HubName { get; init; }

    /// <summary>Storage connection string; see <see cref="Daoban.Emulator.Storage.StorageClients" />.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// Orchestration time and the clock of durable timers. Leases, polling and retries use real time. Default: the
    /// system's.
    /// </summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Converts inputs, outputs, event payloads and custom status.</summary>
    public DataConverter DataConverter { get; init; } = JsonDataConverter.Default;

    /// <summary>
    /// Partitions of a hub that does not exist yet, 1 to 64. An existing hub keeps the number it was created with.
    /// </summary>
    public int Shards { get; init; } = 16;

    /// <summary>
    /// Longest pause between two looks for what other processes have put into inboxes, above 100 ms. Clients in the
    /// owner's process do not wait for it. Default 2 s.
    /// </summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Activities that run at the same time, at least 1.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>
    /// Live orchestrators kept in memory while they wait, the most recently used ones; 0 replays for every turn.
    /// </summary>
    public int MaxHotInstances { get; init; } = 1000;

    /// <summary>A longer durable timer is split into timers of this length. Part of what a replay repeats.</summary>
    public TimeSpan MaximumTimerInterval { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Version of sub-orchestrations that are started without one; empty means none.</summary>
    public string DefaultVersion { get; init; } = string.Empty;

    /// <summary>Which versions of orchestrations and activities this process takes; null for all.</summary>
    public VersioningOptions? Versioning { get; init; }

    /// <summary>Whether orchestrations and activities have spans, when anybody listens.</summary>
    public bool TracesOrchestrations { get; init; }

    /// <summary>How long a graceful stop waits for running activities and commits.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Last change to the options of every storage client; null for none. Fault injection uses it.</summary>
    public Action<ClientOptions>? ConfigureStorage { get; init; }
}
