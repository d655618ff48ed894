namespace Daoban.Bench.Load;

/// <summary>The application's managed heap as its last collection left it.</summary>
/// <param name="At">Seconds since the start of the run.</param>
/// <param name="MiB">All generations together.</param>
internal sealed record HeapSample(double At, double MiB);
