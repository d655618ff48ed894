using Daoban.Functions.Settings;
using Daoban.Functions.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Daoban.Functions.Tests.Settings;

public sealed class SettingsCheckTests
{
    private readonly Dictionary<string, string?> settings = new()
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["DaobanStorage"] = "UseDevelopmentStorage=true",
        ["DaobanAnchorSchedule"] = "0 */5 * * * *",
        ["Daoban__Identity__Authority"] = "https://login.example.cn",
        ["Daoban__Identity__Audience"] = "daoban-api",
        ["Daoban__Keys__HashKey"] = "a hash key",
        ["Daoban__Bank__BaseUrl"] = "https://bank.example.cn",
        ["Daoban__Bank__CallbackUrl"] = "https://daoban.example.cn/api/bank/callbacks",
        ["Daoban__Bank__MerchantId"] = "daoban",
        ["Daoban__Bank__Secret"] = "a secret",
    };

    [Fact]
    public void Find_Complete_IsEmpty() => Assert.Empty(Find());

    [Fact]
    public void Find_SeveralFaults_TellsAllOfThemAndNoValue()
    {
        settings.Remove("DaobanStorage");
        settings["Daoban__Bank__Secret"] = " ";
        settings["DaobanAnchorSchedule"] = "every hidden-value";
        settings["Daoban__Limits__PerIdentityPerMinute"] = "hidden-value";
        settings["Daoban__Bank__Timeout"] = "hidden-value";
        settings["Daoban__Bank__Secert"] = "hidden-value";

        string[] faults = Find();

        Assert.Equal(
            [
                "Daoban__Bank__Secret is needed: Base64 of at least 32 bytes.",
                "storage of the application is needed: DaobanStorage, or DaobanStorage__blobServiceUri with "
                    + "DaobanStorage__queueServiceUri with DaobanStorage__tableServiceUri, or "
                    + "DaobanStorage__accountName.",
                "DaobanAnchorSchedule must be an NCRONTAB expression of six fields, such as 0 */5 * * * *.",
                "Daoban__Bank__Timeout must be a duration (hh:mm:ss), 00:00:01 to 00:01:00.",
                "Daoban__Limits__PerIdentityPerMinute must be a whole number, 1 to 1,000,000.",
                "Daoban__Bank__Secert is not a setting of this application; did you mean Daoban__Bank__Secret?",
            ],
            faults);
    }

    [Theory]
    [InlineData("DaobanStroage", "DaobanStorage")]
    [InlineData("Daoban__Limits__PerAdressPerMinute", "Daoban__Limits__PerAddressPerMinute")]
    [InlineData("Daoban__Timestamp__Url", "Daoban__Timestamps__Url")]
    [InlineData("DaobanStorage__blobServiceUrl", "DaobanStorage__blobServiceUri")]
    public void Find_TypingError_SuggestsTheNearestName(string wrong, string meant)
    {
        settings[wrong] = "value";

        Assert.Equal([$"{wrong} is not a setting of this application; did you mean {meant}?"], Find());
    }

    [Fact]
    public void Find_NameLikeNoOther_SuggestsNothing()
    {
        settings["Daoban__Weather__Forecast__Provider"] = "value";

        Assert.Equal(["Daoban__Weather__Forecast__Provider is not a setting of this application."], Find());
    }

    [Theory]
    [InlineData("DAOBAN_TOKEN")]
    [InlineData("Daoban__Keys__RetiredWrappingKeys__2025")]
    [InlineData("daoban__bank__timeout", "00:00:05")]
    [InlineData("PATH")]
    public void Find_NameOfOthersOrOfAPattern_IsLeftAlone(string name, string value = "value")
    {
        settings[name] = value;

        Assert.Empty(Find());
    }

    [Fact]
    public void Find_EndpointsInsteadOfConnectionString_AreEnough()
    {
        settings.Remove("DaobanStorage");
        settings["DaobanStorage__blobServiceUri"] = "https://daoban.blob.core.chinacloudapi.cn";
        settings["DaobanStorage__queueServiceUri"] = "https://daoban.queue.core.chinacloudapi.cn";
        settings["DaobanStorage__tableServiceUri"] = "https://daoban.table.core.chinacloudapi.cn";
        settings["DaobanStorage__credential"] = "managedidentity";
        settings["DaobanStorage__clientId"] = "00000000-0000-4000-8000-000000000001";

        Assert.Empty(Find());
    }

    [Fact]
    public void Find_OneEndpointOfThree_AsksForTheOthers()
    {
        settings.Remove("DaobanStorage");
        settings["DaobanStorage__tableServiceUri"] = "https://daoban.table.core.windows.net";

        Assert.Equal(
            [
                "DaobanStorage__blobServiceUri is needed with DaobanStorage__tableServiceUri.",
                "DaobanStorage__queueServiceUri is needed with DaobanStorage__tableServiceUri.",
            ],
            Find());
    }

    [Fact]
    public void Find_TwoWaysAtOnce_AreRefused()
    {
        settings["DaobanStorage__accountName"] = "daoban";

        Assert.Equal(
            [
                "storage of the application is given twice: set DaobanStorage or DaobanStorage__accountName, not both.",
            ],
            Find());
    }

    [Theory]
    [InlineData("ServiceBus", "the Service Bus namespace is needed")]
    [InlineData("Pigeons", "Daoban__Messages__Transport must be StorageQueues or ServiceBus.")]
    public void Find_OtherTransport_NeedsItsConnection(string transport, string fault)
    {
        settings["Daoban__Messages__Transport"] = transport;

        Assert.StartsWith(fault, Assert.Single(Find()), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ServiceBus_NeedsNoStorageOfItsOwn()
    {
        settings["Daoban__Messages__Transport"] = "ServiceBus";
        settings["DaobanServiceBus__fullyQualifiedNamespace"] = "daoban.servicebus.chinacloudapi.cn";
        settings.Remove("DaobanStorage");

        Assert.Empty(Find());
    }

    [Theory]
    [InlineData("Production", 1)]
    [InlineData("Development", 0)]
    public void Find_SettingThatAnotherAsksFor_IsNeededWithIt(string environment, int faults)
    {
        Assert.Empty(Find(environment));
        settings["Daoban__Timestamps__Url"] = "http://tsa.example.cn";

        Assert.Equal(faults, Find(environment).Length);
    }

    private string[] Find(string environment = "Production")
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting =>
                KeyValuePair.Create(SettingNames.KeyOf(setting.Key), setting.Value)))
            .Build();
        return [.. new SettingsCheck(configuration, new FixedEnvironment(environment)).Find()];
    }
}
