using System.Diagnostics;
using System.Globalization;

namespace Daoban.Emulator.Storage;

/// <summary>
/// Who holds a lease: kept in the blob's metadata, so that a process on the same machine can tell that the holder died.
/// </summary>
/// <param name="Machine">Host name, boot and process namespace: pids mean nothing elsewhere.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="StartedAt">Its start in UTC ticks; a pid alone may have been reused.</param>
/// <param name="LeaseId">The lease taken.</param>
internal sealed record LeaseOwner(string Machine, int ProcessId, long StartedAt, string LeaseId)
{
    private static readonly string ThisMachine = DescribeMachine();
    private static readonly long ThisStart = StartOf(Process.GetCurrentProcess());

    public static LeaseOwner Current(string leaseId) => new(ThisMachine, Environment.ProcessId, ThisStart, leaseId);

    public static LeaseOwner? Read(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("machine", out string? machine)
        && metadata.TryGetValue("leaseid", out string? leaseId)
        && metadata.TryGetValue("pid", out string? pidText)
        && metadata.TryGetValue("started", out string? startText)
        && int.TryParse(pidText, CultureInfo.InvariantCulture, out int pid)
        && long.TryParse(startText, CultureInfo.InvariantCulture, out long started)
            ? new LeaseOwner(machine, pid, started, leaseId)
            : null;

    public IDictionary<string, string> ToMetadata() => new Dictionary<string, string>
    {
        ["machine"] = Machine,
        ["pid"] = ProcessId.ToString(CultureInfo.InvariantCulture),
        ["started"] = StartedAt.ToString(CultureInfo.InvariantCulture),
        ["leaseid"] = LeaseId,
    };

    /// <summary>True only when it is certain: the holder ran on this machine and its process is gone.</summary>
    /// <param name="isLiveHere">Whether this very process still holds a lease of that id.</param>
    public bool IsDead(Func<string, bool> isLiveHere)
    {
        if (Machine != ThisMachine)
        {
            return false;
        }

        if (ProcessId == Environment.ProcessId)
        {
            return StartedAt != ThisStart || !isLiveHere(LeaseId);
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            // Linux computes a start time from clock ticks and boot time, so that two readings differ slightly.
            return process.HasExited
                || Math.Abs(StartOf(process) - StartedAt) > TimeSpan.FromSeconds(2).Ticks;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static long StartOf(Process process) => process.StartTime.ToUniversalTime().Ticks;

    private static string DescribeMachine()
    {
        const string BootId = "/proc/sys/kernel/random/boot_id";
        const string PidNamespace = "/proc/self/ns/pid";
        string boot = File.Exists(BootId) ? File.ReadAllText(BootId).Trim() : string.Empty;
        string scope = OperatingSystem.IsLinux() ? new FileInfo(PidNamespace).LinkTarget ?? string.Empty : string.Empty;
        return Uri.EscapeDataString($"{Environment.MachineName}/{boot}/{scope}");
    }
}
