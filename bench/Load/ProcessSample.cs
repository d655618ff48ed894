namespace Daoban.Bench.Load;

/// <summary>What the processes used up to an instant.</summary>
/// <param name="At">Seconds since the start of the run.</param>
/// <param name="CpuSeconds">Processor time by process since its start.</param>
/// <param name="MiB">Resident memory by process.</param>
/// <param name="OpenCases">Cases on their way.</param>
/// <param name="QueueMessages">Messages in the application's queues.</param>
/// <param name="OutboxMarks">Marks of effects that may be waiting.</param>
internal sealed record ProcessSample(
    double At,
    IReadOnlyDictionary<string, double> CpuSeconds,
    IReadOnlyDictionary<string, double> MiB,
    int OpenCases,
    long? QueueMessages,
    long? OutboxMarks);
