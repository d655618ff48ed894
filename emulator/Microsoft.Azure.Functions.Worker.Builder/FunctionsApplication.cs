using Daoban.Emulator.Hosting.Settings;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Entry point of a Functions app.</summary>
public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        new(args, FunctionsHostSetup.ForProcess());
}
