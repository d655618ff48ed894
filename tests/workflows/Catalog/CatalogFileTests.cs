using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.TestKit;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Catalog;

public sealed class CatalogFileTests : IDisposable
{
    private const string FirstReminder = "/items/0/reviewLevels/0/remindAfter";
    private const string Query = "/items/0/payment/queryEvery";

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_ShippedCatalog_HasTheItems()
    {
        ICatalog catalog = CatalogFile.Load(CatalogFile.DefaultPath(isDevelopment: false), isDevelopment: false);

        Assert.Equal(["HE-01", "PS-01", "SS-02"], catalog.Items.Select(item => item.Code));
    }

    [Fact]
    public void Load_PensionItem_HasTwoLevelsAndThePayment()
    {
        CatalogItem item = CatalogFile.Load(CatalogFile.DefaultPath(false), false).Find("SS-02")!;

        Assert.Equal(["township", "county"], item.ReviewLevels.Select(level => level.Office));
        Assert.All(
            item.ReviewLevels, level => Assert.Equal(new Duration(5, DurationUnit.WorkingDays), level.EscalateAfter));
        Assert.Equal(
            ["M01", "M02", "M06"],
            item.Materials.Where(material => material.Need is MaterialNeed.Required).Select(material => material.Code));
        Assert.Equal(MaterialNeed.Generated, item.Materials.Single(material => material.Code == "M23").Need);
        Assert.Equal(("SS-03", 2), (item.Payment!.Code, item.Payment.DecidedAtLevel));
        Assert.Equal(new Duration(30, DurationUnit.Days), item.Payment.ValidFor);
        Assert.Equal(new Duration(20, DurationUnit.WorkingDays), item.LegalLimit);
    }

    [Fact]
    public void Load_BirthRegistration_AsksForBothSpouses()
    {
        CatalogItem item = CatalogFile.Load(CatalogFile.DefaultPath(false), false).Find("HE-01")!;

        Assert.Equal(2, item.Materials.Single(material => material.Code == "M01").MinimumCount);
        Assert.Null(item.Payment);
        Assert.Single(item.ReviewLevels);
    }

    [Fact]
    public void Load_DevelopmentCatalog_DiffersInDurationsAlone()
    {
        Assert.Equal(WithoutDurations(isDevelopment: false), WithoutDurations(isDevelopment: true));
        Assert.Equal(
            new Duration(30, DurationUnit.Seconds),
            CatalogFile.Load(CatalogFile.DefaultPath(true), true).Find("SS-02")!.Payment!.ValidFor);
    }

    [Fact]
    public void Load_DevelopmentCatalogElsewhere_IsRefused()
    {
        string path = CatalogFile.DefaultPath(isDevelopment: true);

        DataFileException exception =
            Assert.Throws<DataFileException>(() => CatalogFile.Load(path, isDevelopment: false));

        Assert.StartsWith($"{path}: item SS-02, field ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Development", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_UnknownOrOtherCase_IsNull()
    {
        ICatalog catalog = CatalogFile.Load(CatalogFile.DefaultPath(false), false);

        Assert.Null(catalog.Find("XX-99"));
        Assert.Null(catalog.Find("ss-02"));
    }

    [Fact]
    public void Versions_TwoOfOneItem_FindIsTheNewestAndGetVersionIsThePinned()
    {
        ICatalog catalog = Load(root =>
        {
            JsonNode next = root["items"]![0]!.DeepClone();
            next["version"] = 2;
            next["nameEn"] = "Next";
            root["items"]!.AsArray().Add(next);
        });

        Assert.Equal(3, catalog.Items.Count);
        Assert.Equal("Next", catalog.Find("SS-02")!.NameEn);
        Assert.Equal(1, catalog.GetVersion("SS-02", 1).Version);
        Assert.Throws<KeyNotFoundException>(() => catalog.GetVersion("SS-02", 3));
    }

    [Theory]
    [InlineData("/schema", "\"catalog/2\"", "schema")]
    [InlineData("/items", "[]", "items")]
    [InlineData("/items/0/code", "\"SS2\"", "item SS2, field code")]
    [InlineData("/items/0/version", "0", "item SS-02, field version")]
    [InlineData("/items/1/code", "\"SS-02\"", "item SS-02, field version: appears twice")]
    [InlineData("/items/0/nameZh", "\" \"", "item SS-02, field nameZh")]
    [InlineData("/items/0/faceCheck", "\"faceOnly\"", "item SS-02, field faceCheck")]
    [InlineData("/items/0/faceCheck", "1", "item SS-02, field faceCheck")]
    [InlineData("/items/0/colour", "\"red\"", "colour")]
    [InlineData("/items/0/materials/1/code", "\"M01\"", "item SS-02, field materials[1].code")]
    [InlineData("/items/0/materials/0/need", "\"sometimes\"", "item SS-02, field materials[0].need")]
    [InlineData("/items/0/materials/0/minimumCount", "0", "item SS-02, field materials[0].minimumCount")]
    [InlineData("/items/0/reviewLevels", "[]", "item SS-02, field reviewLevels")]
    [InlineData("/items/0/reviewLevels/1/level", "3", "item SS-02, field reviewLevels[1].level")]
    [InlineData("/items/0/reviewLevels/0/office", "\"Ministry of X\"", "item SS-02, field reviewLevels[0].office")]
    [InlineData(FirstReminder + "/unit", "\"fortnights\"", "item SS-02, field reviewLevels[0].remindAfter.unit")]
    [InlineData(FirstReminder + "/unit", "\"seconds\"", "item SS-02, field reviewLevels[0].remindAfter.unit")]
    [InlineData(FirstReminder + "/unit", "\"minutes\"", "item SS-02, field reviewLevels[0].remindAfter.unit")]
    [InlineData(FirstReminder + "/amount", "0", "item SS-02, field reviewLevels[0].remindAfter.amount")]
    [InlineData(FirstReminder + "/amount", "1.5", "item SS-02, field reviewLevels[0].remindAfter.amount")]
    [InlineData(FirstReminder + "/amount", "5", "item SS-02, field reviewLevels[0].escalateAfter")]
    [InlineData("/items/0/reviewLevels/0/lapseAfter/unit", "\"hours\"", "item SS-02, field reviewLevels[0].lapseAfter")]
    [InlineData("/items/0/payment/code", "\"SS-02\"", "item SS-02, field payment.code")]
    [InlineData("/items/0/payment/decidedAtLevel", "3", "item SS-02, field payment.decidedAtLevel")]
    [InlineData("/items/0/payment/maximumFen", "0", "item SS-02, field payment.maximumFen")]
    [InlineData("/items/0/payment/remindAfter/amount", "30", "item SS-02, field payment.validFor")]
    [InlineData("/items/0/payment/queryEvery/unit", "\"workingDays\"", "item SS-02, field payment.queryEvery.unit")]
    [InlineData("/items/0/payment/queryEvery/amount", "30", "item SS-02, field payment.queryEvery:")]
    [InlineData("/items/0/payment/queryEvery/amount", "31", "item SS-02, field payment.queryEvery:")]
    [InlineData(Query, """{ "amount": 3, "unit": "hours" }""", "item SS-02, field payment.queryEvery:")]
    [InlineData("/items/0/promisedLimit/amount", "21", "item SS-02, field promisedLimit")]
    public void Load_BrokenRule_NamesFileItemAndField(string at, string value, string place)
    {
        DataFileException exception = Assert.Throws<DataFileException>(() => Load(root => Set(root, at, value)));

        Assert.StartsWith(Path.Combine(folder.Path, "catalog.json"), exception.Message, StringComparison.Ordinal);
        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("guidance")]
    [InlineData("reviewLevels")]
    [InlineData("version")]
    public void Load_MemberMissing_NamesItemAndMember(string member)
    {
        DataFileException exception =
            Assert.Throws<DataFileException>(() => Load(root => root["items"]![0]!.AsObject().Remove(member)));

        Assert.Contains("item SS-02", exception.Message, StringComparison.Ordinal);
        Assert.Contains(member, exception.Message, StringComparison.Ordinal);
    }

    private static string WithoutDurations(bool isDevelopment)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(CatalogFile.DefaultPath(isDevelopment)))!;
        foreach (JsonNode? item in root["items"]!.AsArray())
        {
            foreach (JsonNode? level in item!["reviewLevels"]!.AsArray())
            {
                RemoveDurations(level!.AsObject());
            }

            if (item["payment"] is JsonObject payment)
            {
                RemoveDurations(payment);
            }
        }

        return root.ToJsonString();
    }

    private static void RemoveDurations(JsonObject rule)
    {
        foreach (string name in rule.Select(member => member.Key).ToList())
        {
            if (rule[name] is JsonObject duration && duration.ContainsKey("unit"))
            {
                rule.Remove(name);
            }
        }
    }

    private static void Set(JsonNode root, string at, string value)
    {
        string[] steps = at[1..].Split('/');
        JsonNode parent = steps[..^1].Aggregate(
            root, (node, step) => int.TryParse(step, out int index) ? node[index]! : node[step]!);
        parent[steps[^1]] = JsonNode.Parse(value);
    }

    private ICatalog Load(Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(CatalogFile.DefaultPath(isDevelopment: false)))!;
        change(root);
        string path = Path.Combine(folder.Path, "catalog.json");
        File.WriteAllText(path, root.ToJsonString(JsonSerializerOptions.Default));
        return CatalogFile.Load(path, isDevelopment: false);
    }
}
