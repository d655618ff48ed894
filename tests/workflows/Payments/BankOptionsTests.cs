using Daoban.Workflows.Payments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Payments;

public sealed class BankOptionsTests
{
    private const string OwnSecret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public void Development_SampleSecretAndHttp_Pass()
    {
        using ServiceProvider services = Services(
            "Development", Settings("http://localhost:7073", BankOptions.SampleSecret));

        Assert.IsType<HttpPaymentBank>(services.GetRequiredService<IPaymentBank>());
    }

    [Fact]
    public void Production_OwnSecretAndHttps_Pass()
    {
        using ServiceProvider services = Services("Production", Settings("https://bank.example", OwnSecret));

        Assert.Equal("daoban-dev", services.GetRequiredService<IOptions<BankOptions>>().Value.MerchantId);
    }

    [Theory]
    [InlineData("Production", "https://bank.example", BankOptions.SampleSecret, "Secret")]
    [InlineData("Production", "http://bank.example", OwnSecret, "BaseUrl")]
    [InlineData("Development", "ftp://bank.example", OwnSecret, "BaseUrl")]
    [InlineData("Development", "bank", OwnSecret, "BaseUrl")]
    [InlineData("Development", "http://localhost:7073", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==", "Secret")]
    [InlineData("Development", "http://localhost:7073", "not base64", "Secret")]
    public void Start_UnsafeOrIncompleteSetting_IsRefusedByName(
        string environment, string baseUrl, string secret, string field)
    {
        using ServiceProvider services = Services(environment, Settings(baseUrl, secret));

        var refused = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<BankOptions>>().Value);

        Assert.StartsWith($"Daoban:Bank:{field}", Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_NothingConfigured_NamesEverySetting()
    {
        using ServiceProvider services = Services("Development", []);

        var refused = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<BankOptions>>().Value);

        Assert.Equal(4, refused.Failures.Count());
    }

    private static Dictionary<string, string?> Settings(string baseUrl, string secret) => new()
    {
        ["Daoban:Bank:BaseUrl"] = baseUrl,
        ["Daoban:Bank:CallbackUrl"] = "https://daoban.example/api/bank/callbacks",
        ["Daoban:Bank:MerchantId"] = "daoban-dev",
        ["Daoban:Bank:Secret"] = secret,
    };

    private static ServiceProvider Services(string environment, Dictionary<string, string?> settings) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton<IHostEnvironment>(new FixedEnvironment(environment))
            .AddPaymentBank()
            .BuildServiceProvider();

    private sealed class FixedEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "Daoban";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
