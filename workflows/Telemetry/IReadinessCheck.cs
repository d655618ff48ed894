namespace Daoban.Workflows.Telemetry;

/// <summary>Something that every request needs. An instance takes requests while all of them say so.</summary>
public interface IReadinessCheck
{
    /// <summary>What is looked at, a code.</summary>
    string Name { get; }

    /// <summary>Looks at it: one or two requests at most, since probes come every few seconds.</summary>
    /// <returns>False, or any exception, when it is not there.</returns>
    Task<bool> IsReadyAsync(CancellationToken cancellationToken);
}
