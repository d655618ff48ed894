using System.Globalization;

namespace Daoban.Run.Launch;

/// <summary>What to start where.</summary>
/// <param name="Repository">The programs.</param>
/// <param name="Ports">Their ports.</param>
/// <param name="DataFolder">Absolute path of everything they keep.</param>
/// <param name="Settings">Settings of the application that differ from the sample; null for none.</param>
internal sealed record StackPlan(
    Repository Repository, Ports Ports, string DataFolder, IReadOnlyDictionary<string, string>? Settings = null)
{
    // What every Azurite publishes; no secret.
    private const string Account = "devstoreaccount1";
    private const string AccountKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public Uri App => At(Ports.App);

    public Uri Issuer => At(Ports.Issuer);

    public Uri Bank => At(Ports.Bank);

    public Uri Tsa => At(Ports.Tsa);

    public string LogFolder => Path.Combine(DataFolder, "logs");

    public string StorageConnection => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
        + $"BlobEndpoint=http://127.0.0.1:{Ports.Blob}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{Ports.Queue}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{Ports.Table}/{Account};");

    private static Uri At(int port) => new($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/");
}
