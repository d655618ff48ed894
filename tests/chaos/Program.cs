using System.CommandLine;
using Daoban.Chaos;

Option<int> orchestrations = new("--orchestrations") { DefaultValueFactory = _ => 500 };
Option<int> kills = new("--kills") { DefaultValueFactory = _ => 20 };
Option<int> faults = new("--fault-percent") { DefaultValueFactory = _ => 5 };
Option<int> seed = new("--seed") { DefaultValueFactory = _ => 1 };
RootCommand root = new(
    "Drives orchestrations of mixed shape through an engine whose storage fails and whose process is killed, and "
    + "checks every result, every history and what stays in storage.")
{
    orchestrations, kills, faults, seed,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    ChaosOptions options = new(
        parsed.GetValue(orchestrations), parsed.GetValue(kills), parsed.GetValue(faults), parsed.GetValue(seed));
    await ChaosRun.RunAsync(options, Console.WriteLine, cancellationToken);
    return 0;
});

Option<string> connection = new("--connection") { Required = true };
Option<string> hub = new("--hub") { Required = true };
Command worker = new("worker", "The process that is killed: a plain host with the engine.") { connection, hub };
worker.SetAction((parsed, cancellationToken) =>
    WorkerProgram.RunAsync(parsed.GetValue(connection)!, parsed.GetValue(hub)!, cancellationToken));
root.Subcommands.Add(worker);
return await root.Parse(args).InvokeAsync();
