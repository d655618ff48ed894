namespace Daoban.Bench;

/// <summary>Something that is measured.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <param name="connectionString">The storage account; every scenario makes a task hub of its own.</param>
    /// <param name="requests">Counts this process's requests.</param>
    Task<Measurement> RunAsync(string connectionString, RequestCounter requests);
}
