using System.Globalization;

namespace Daoban.Run.Launch;

/// <summary>How each program of a stack is started.</summary>
internal static class Programs
{
    /// <summary><c>dotnet</c> as it started us, or the one on the path when we run from our own executable.</summary>
    public static readonly string Dotnet =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    public static ChildProgram Azurite(StackPlan plan) => new()
    {
        Name = "Azurite",
        File = "node",
        Arguments =
        [
            File.Exists(plan.Repository.Azurite)
                ? plan.Repository.Azurite
                : throw new LaunchException($"Azurite is not installed. Run: npm ci (in {plan.Repository.Root})"),
            "--silent", "--disableTelemetry", "--location", Path.Combine(plan.DataFolder, "azurite"),
            "--blobPort", Number(plan.Ports.Blob), "--queuePort", Number(plan.Ports.Queue),
            "--tablePort", Number(plan.Ports.Table),
        ],
        LogFile = Path.Combine(plan.LogFolder, "azurite.log"),
        // It saves what it holds only on SIGINT.
        StopSignal = "SIGINT",
        StopGrace = TimeSpan.FromSeconds(20),
        Probes = [At(plan.Ports.Blob), At(plan.Ports.Queue), At(plan.Ports.Table)],
        ProbesMustSucceed = false,
    };

    public static ChildProgram Issuer(StackPlan plan) => new()
    {
        Name = "the token issuer",
        File = Dotnet,
        Arguments =
        [
            plan.Repository.Assembly("tools/issuer", "Daoban.Issuer"),
            "--urls", AppEnvironment.Address(plan.Issuer),
            "--issuer", AppEnvironment.Address(plan.Issuer),
            "--data", Path.Combine(plan.DataFolder, "issuer"),
        ],
        LogFile = Path.Combine(plan.LogFolder, "issuer.log"),
        Probes = [new Uri(plan.Issuer, "health")],
    };

    public static ChildProgram Bank(StackPlan plan) => new()
    {
        Name = "the bank simulator",
        File = Dotnet,
        Arguments =
        [
            plan.Repository.Assembly("tools/bank", "Daoban.BankSimulator"),
            "--urls", AppEnvironment.Address(plan.Bank),
            "--data", Path.Combine(plan.DataFolder, "bank"),
        ],
        LogFile = Path.Combine(plan.LogFolder, "bank.log"),
        Probes = [new Uri(plan.Bank, "health")],
    };

    public static ChildProgram Tsa(StackPlan plan) => new()
    {
        Name = "the time-stamp authority",
        File = Dotnet,
        Arguments =
        [
            plan.Repository.Assembly("tools/tsa", "Daoban.TimestampAuthority"),
            "--urls", AppEnvironment.Address(plan.Tsa),
            "--data", Path.Combine(plan.DataFolder, "tsa"),
        ],
        LogFile = Path.Combine(plan.LogFolder, "tsa.log"),
        Probes = [new Uri(plan.Tsa, "health")],
    };

    public static ChildProgram App(StackPlan plan) => new()
    {
        Name = "the application",
        File = Dotnet,
        Arguments = [plan.Repository.Assembly("functions", "Daoban.Functions")],
        WorkingFolder = Path.GetDirectoryName(plan.Repository.Assembly("functions", "Daoban.Functions")),
        Environment = AppEnvironment.Create(plan),
        LogFile = Path.Combine(plan.LogFolder, "app.log"),
        // The host would drain requests for 30 s; here nobody waits for one that takes so long.
        StopGrace = TimeSpan.FromSeconds(20),
        Probes = [new Uri(plan.App, "api/health")],
    };

    private static Uri At(int port) => new($"http://127.0.0.1:{Number(port)}/");

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);
}
