namespace Daoban.Bicep.Tests;

/// <summary>What one run of the command line gave. Warnings do not change the exit code, but stand in the errors.</summary>
internal sealed record BicepRun(int ExitCode, string Output, string Errors);
