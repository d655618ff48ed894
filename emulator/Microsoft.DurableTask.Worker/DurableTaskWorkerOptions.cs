using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Worker;

/// <summary>Settings of a worker; the ones of upstream that have an effect here.</summary>
public class DurableTaskWorkerOptions
{
    /// <summary>Which versions a worker takes, by comparing them with its own.</summary>
    public enum VersionMatchStrategy
    {
        /// <summary>All of them.</summary>
        None = 0,

        /// <summary>Its own only.</summary>
        Strict = 1,

        /// <summary>Its own and lower ones.</summary>
        CurrentOrOlder = 2,
    }

    /// <summary>What becomes of an orchestration or activity whose version the worker does not take.</summary>
    public enum VersionFailureStrategy
    {
        /// <summary>It stays as it is until a worker runs the hub that takes it.</summary>
        Reject = 0,

        /// <summary>It fails, without running.</summary>
        Fail = 1,
    }

    /// <summary>
    /// Converts inputs, outputs, event payloads and custom status. Unless set, the container's
    /// <see cref="DurableTask.DataConverter"/>, if it has one; else the default one. Null undoes a setting.
    /// </summary>
    public DataConverter DataConverter
    {
        get => ChosenConverter ?? JsonDataConverter.Default;
        set => ChosenConverter = value;
    }

    /// <summary>
    /// A longer durable timer is split into timers of this length; above zero, default 3 days. Part of what a replay
    /// repeats: a running orchestration with a longer timer does not survive its change.
    /// </summary>
    public TimeSpan MaximumTimerInterval { get; set; } = TimeSpan.FromDays(3);

    public ConcurrencyOptions Concurrency { get; } = new();

    /// <summary>Null, the default, takes every version.</summary>
    public VersioningOptions? Versioning { get; set; }

    internal DataConverter? ChosenConverter { get; private set; }

    /// <summary>How much a worker does at the same time.</summary>
    public class ConcurrencyOptions
    {
        /// <summary>Activities, at least 1; default 100 a processor.</summary>
        public int MaximumConcurrentActivityWorkItems { get; set; } = 100 * Environment.ProcessorCount;
    }

    /// <summary>Versions of a worker.</summary>
    public class VersioningOptions
    {
        /// <summary>The worker's own version; empty for none.</summary>
        public string Version { get; set; } = string.Empty;

        /// <summary>Version of sub-orchestrations that are started without one; empty means none.</summary>
        public string DefaultVersion { get; set; } = string.Empty;

        public VersionMatchStrategy MatchStrategy { get; set; } = VersionMatchStrategy.None;

        /// <summary>Without effect while every version is taken.</summary>
        public VersionFailureStrategy FailureStrategy { get; set; } = VersionFailureStrategy.Reject;
    }
}
