using Daoban.Workflows.Calendar;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Stations;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Catalog;

public sealed class CatalogServicesTests
{
    [Theory]
    [InlineData("Development", DurationUnit.Seconds)]
    [InlineData("Production", DurationUnit.Days)]
    public async Task Start_ShippedData_IsLoadedByEnvironment(string environment, DurationUnit unit)
    {
        using IHost host = Host(environment);

        await host.StartAsync();

        ICatalog catalog = host.Services.GetRequiredService<ICatalog>();
        Assert.Equal(unit, catalog.Find("SS-02")!.Payment!.ValidFor.Unit);
        Assert.Equal(13, host.Services.GetRequiredService<IStations>().All.Count);
        Assert.True(host.Services.GetRequiredService<WorkingCalendar>().Covers(2026));
    }

    [Fact]
    public async Task Start_WrongCatalogFile_StopsTheHost()
    {
        using IHost host = Host("Production", ("Daoban:Catalog:File", CatalogFile.DefaultPath(isDevelopment: true)));

        await Assert.ThrowsAsync<DataFileException>(() => host.StartAsync());
    }

    [Fact]
    public async Task Start_SampleKeysInProduction_StopsTheHostWithoutQuotingThem()
    {
        using IHost host = Host("Production", ("Daoban:Keys:WrappingKey", SampleKeys.WrappingKey));

        OptionsValidationException exception =
            await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("Daoban:Keys:WrappingKey", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleKeys.WrappingKey, exception.Message, StringComparison.Ordinal);
    }

    private static IHost Host(string environment, params (string Key, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = environment });
        (string, string)[] all =
        [
            ("DaobanStorage", "UseDevelopmentStorage=true"),
            ("Daoban:Keys:WrappingKeyId", "k1"),
            ("Daoban:Keys:WrappingKey", Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray())),
            ("Daoban:Keys:HashKey", Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray())),
            .. settings,
        ];
        foreach ((string key, string value) in all)
        {
            builder.Configuration[key] = value;
        }

        builder.Services.AddStorage().AddCalendar().AddCatalog().AddKeys().AddStations();
        return builder.Build();
    }
}
