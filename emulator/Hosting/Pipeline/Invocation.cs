using Daoban.Emulator.Hosting.Discovery;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>The feature by which the innermost step finds what it runs and with what.</summary>
internal sealed record Invocation(FunctionMetadata Function, TriggerData Data);
