using Daoban.Functions.Access;
using Daoban.Functions.Http;

namespace Daoban.Functions.Tests.Access;

public sealed class AccessTableTests
{
    [Fact]
    public void Table_HttpFunctions_AreCoveredOneToOne()
    {
        AccessTable.EnsureCovers(HttpFunction.All.Select(function => function.Name));

        Assert.Equal(51, HttpFunction.All.Count);
    }

    [Fact]
    public void EnsureCovers_FunctionWithoutEntry_StopsTheStart()
    {
        IEnumerable<string> functions = [.. HttpFunction.All.Select(function => function.Name), "PurgeEverything"];

        var exception = Assert.Throws<InvalidOperationException>(() => AccessTable.EnsureCovers(functions));

        Assert.Contains("PurgeEverything (no entry)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EnsureCovers_EntryWithoutFunction_StopsTheStart()
    {
        IEnumerable<string> functions = HttpFunction.All.Select(function => function.Name).Skip(1);

        var exception = Assert.Throws<InvalidOperationException>(() => AccessTable.EnsureCovers(functions));

        Assert.Contains("(no function)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_Entries_AskForRolesExactlyWhenTheyAskForAToken() =>
        Assert.All(AccessTable.Rules, rule => Assert.Equal(
            rule.Authentication is Authentication.Bearer, rule.Roles.Count > 0));

    [Fact]
    public void Table_OpenFunctions_AreOnlyThoseThatShowNothing() =>
        Assert.Equal(
            ["GetHealth", "GetOpenApi", "GetPublicKeys", "ZzHome"],
            AccessTable.Rules
                .Where(rule => rule.Authentication is Authentication.Anonymous)
                .Select(rule => rule.Function)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Table_CaseRoutes_AreScoped() =>
        Assert.All(
            HttpFunction.All.Where(function => function.Route.Contains("{caseId}", StringComparison.Ordinal)),
            function => Assert.NotEqual(AccessScope.None, AccessTable.Find(function.Name)!.Scope));

    [Fact]
    public void HostRoutes_AreNotThoseOfFunctions() =>
        Assert.All(AccessTable.HostRoutes, route => Assert.DoesNotContain(
            HttpFunction.All,
            function => function.Route.Split('/')[0] == route.Path.Split('/')[1]));

    [Fact]
    public void Routes_ThroughAllFunctions_NeverOverlap()
    {
        var routes = HttpFunction.All
            .Where(function => function.Name != "ZzHome")
            .SelectMany(function => function.Methods.Select(method => (method, Segments: function.Route.Split('/'))))
            .ToList();

        Assert.All(routes, one => Assert.DoesNotContain(
            routes,
            other => other != one && other.method == one.method && Overlap(one.Segments, other.Segments)));
        Assert.Equal("ZzHome", HttpFunction.All.Select(f => f.Name).Order(StringComparer.OrdinalIgnoreCase).Last());

        static bool Overlap(string[] one, string[] other) =>
            one.Length == other.Length
            && one.Zip(other).All(pair => pair.First[0] == '{' || pair.Second[0] == '{' || pair.First == pair.Second);
    }
}
