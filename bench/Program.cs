using System.CommandLine;
using Daoban.Bench;
using Daoban.Bench.Load;

Option<FileInfo?> json = new("--json") { Description = "Also write the figures to this file, as a JSON array." };
Option<string[]> only = new("--only")
{
    Description = "Only these scenarios. Default: all of them.",
    AllowMultipleArgumentsPerToken = true,
};
Command engine = new("engine", "Measures the durable engine on an Azurite of its own.") { json, only };
engine.SetAction((parsed, cancellationToken) =>
    EngineBench.RunAsync(parsed.GetValue(json), parsed.GetValue(only) ?? [], cancellationToken));
Command audit = new("audit", "Measures ledger, encryption, timeline and search on an Azurite of their own.")
{
    json, only,
};
audit.SetAction((parsed, cancellationToken) =>
    AuditBench.RunAsync(parsed.GetValue(json), parsed.GetValue(only) ?? [], cancellationToken));
RootCommand root = new("Benchmarks. Run them alone on a quiet machine, built with -c Release.")
{
    engine, audit, LoadCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
