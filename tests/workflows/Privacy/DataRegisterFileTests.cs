using System.Reflection;
using System.Text.Json;
using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Privacy;

public sealed class DataRegisterFileTests : IDisposable
{
    private static readonly IDataRegister Shipped =
        DataRegisterFile.Load(DataRegisterFile.ElementsPath, DataRegisterFile.RetentionPath);

    private static readonly Dictionary<string, Type> Records = new()
    {
        ["case"] = typeof(CaseRecord),
        ["decision"] = typeof(DecisionRecord),
        ["consent"] = typeof(ConsentRecord),
        ["rights-request"] = typeof(RightsRequestRecord),
    };

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RuleOf_CaseData_IsDeletedTenYearsAfterTheClosing()
    {
        RetentionRule rule = Shipped.RuleOf(RetentionClasses.CaseData);
        DateTimeOffset closed = new(2026, 7, 15, 17, 0, 0, TimeSpan.Zero);

        // 17:00 UTC is the next day in China.
        Assert.Equal(new DateOnly(2036, 7, 16), rule.LastDay(closed));
        Assert.False(rule.IsOver(closed, new(2036, 7, 16, 15, 59, 59, TimeSpan.Zero)));
        Assert.True(rule.IsOver(closed, new(2036, 7, 16, 16, 0, 0, TimeSpan.Zero)));
        Assert.Equal(RetentionAction.Delete, rule.Action);
    }

    [Fact]
    public void LastDay_ClosedOnLeapDay_IsTheLastOfFebruary()
    {
        RetentionRule rule = Shipped.RuleOf(RetentionClasses.CaseData);

        Assert.Equal(new DateOnly(2038, 2, 28), rule.LastDay(new(2028, 2, 29, 1, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Elements_StoredAs_AreMembersOfTheRecordsAndTheOtherWayRound()
    {
        string[] listed = [.. Shipped.Elements.SelectMany(element => element.StoredAs)];

        Assert.All(listed.Where(place => !place.StartsWith("blob:", StringComparison.Ordinal)), place => Assert.NotNull(
            place.Split(':')[1].Split('.').Aggregate(
                (Type?)Records[place.Split(':')[0]], (type, name) => Member(type, name)?.PropertyType)));
        Assert.Contains("blob:" + DocumentStore.ContainerName, listed);
        Assert.Empty(Records
            .SelectMany(record => record.Value.GetProperties()
                .Where(member => member.Name.StartsWith("Protected", StringComparison.Ordinal))
                .Select(member => $"{record.Key}:{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}"))
            .Concat(typeof(ResidentRecord).GetProperties()
                .Where(member => member.PropertyType == typeof(string) && member.Name != "IdNumberHash")
                .Select(member => $"case:resident.{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}"))
            .Except(listed));
    }

    [Fact]
    public void Elements_OnConsent_AreThoseThatNoStatuteAsksFor() =>
        Assert.Equal(
            ["guardianName", "identityCheck"],
            Shipped.Elements.Where(element => element.LegalBasis is LegalBasis.Consent)
                .Select(element => element.Code)
                .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(true, "\"case-data\"", "\"for-ever\"", "name: retentionClass")]
    [InlineData(true, "\"STATUTORY_DUTY\"", "\"CUSTOM\"", "name, field legalBasis")]
    [InlineData(true, "\"idNumber\"", "\"name\"", "name: appears twice")]
    [InlineData(true, "data-elements/1", "data-elements/2", "schema")]
    [InlineData(false, "\"years\": 10", "\"years\": 0", "case-data: years")]
    [InlineData(false, "\"process-history\"", "\"other\"", "classes: lacks process-history")]
    [InlineData(false, "\"delete\"", "\"burn\"", "case-data, field action")]
    public void Load_BrokenRule_NamesEntryAndField(bool elements, string good, string bad, string place)
    {
        string source = elements ? DataRegisterFile.ElementsPath : DataRegisterFile.RetentionPath;
        string text = File.ReadAllText(source);
        int at = text.IndexOf(good, StringComparison.Ordinal);
        string path = Path.Combine(folder.Path, "broken.json");
        File.WriteAllText(path, text[..at] + bad + text[(at + good.Length)..]);

        DataFileException exception = Assert.Throws<DataFileException>(() => DataRegisterFile.Load(
            elements ? path : DataRegisterFile.ElementsPath, elements ? DataRegisterFile.RetentionPath : path));

        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    private static PropertyInfo? Member(Type? type, string name) => type?.GetProperties()
        .FirstOrDefault(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name) == name);
}
