using System.Text.Json.Nodes;

namespace Daoban.Run.Launch;

/// <summary>
/// The application's settings as environment variables: the published sample, with this stack's addresses.
/// </summary>
internal static class AppEnvironment
{
    /// <summary>Chooses what carries messages; the launcher's own environment may name it.</summary>
    public const string Transport = "Daoban__Messages__Transport";

    private const string ServiceBus = "ServiceBus";

    /// <exception cref="LaunchException">The sample settings are missing or unreadable.</exception>
    public static Dictionary<string, string> Create(StackPlan plan)
    {
        Dictionary<string, string> settings = ReadSample(plan.Repository.SampleSettings);
        settings["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development";
        settings["ASPNETCORE_URLS"] = Address(plan.App);
        settings["AzureWebJobsStorage"] = plan.StorageConnection;
        settings["DaobanStorage"] = plan.StorageConnection;
        settings["Daoban__Identity__Authority"] = Address(plan.Issuer);
        settings["Daoban__Bank__BaseUrl"] = Address(plan.Bank);
        settings["Daoban__Bank__CallbackUrl"] = new Uri(plan.App, "api/bank/callbacks").AbsoluteUri;
        settings["Daoban__Signing__KeyFile"] = Path.Combine(plan.DataFolder, "keys", "signing-key.pem");
        settings["Daoban__Timestamps__Url"] = Address(plan.Tsa);
        // Somebody who tries the product out does not wait five minutes for an anchor.
        settings["DaobanAnchorSchedule"] = "*/10 * * * * *";
        if (Environment.GetEnvironmentVariable(Transport) is { Length: > 0 } transport)
        {
            settings[Transport] = transport;
        }

        foreach ((string name, string value) in plan.Settings ?? new Dictionary<string, string>())
        {
            settings[name] = value;
        }

        if (settings[Transport] == ServiceBus)
        {
            UseServiceBus(settings);
        }

        return settings;
    }

    /// <summary>An origin without the slash at its end.</summary>
    public static string Address(Uri origin) => origin.AbsoluteUri.TrimEnd('/');

    // The queues behave as the ones in Azure are set up to, and the function of the other transport is off.
    private static void UseServiceBus(Dictionary<string, string> settings)
    {
        settings["DaobanServiceBus"] =
            "Endpoint=sb://localhost;SharedAccessKeyName=local;SharedAccessKey=local;UseDevelopmentEmulator=true";
        settings["AzureWebJobs.ApplyReviewDecision.Disabled"] = "true";
        settings["AzureWebJobs.ApplyReviewDecisionFromServiceBus.Disabled"] = "false";
        settings["ServiceBusEmulator__MaxDeliveryCount"] = "5";
        settings["ServiceBusEmulator__DeadLetteringOnMessageExpiration"] = "true";
    }

    private static Dictionary<string, string> ReadSample(string path)
    {
        JsonObject? values = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?["Values"]?.AsObject() : null;
        return values?.ToDictionary(value => value.Key, value => value.Value!.GetValue<string>())
            ?? throw new LaunchException($"{path} has no Values");
    }
}
