namespace Daoban.Bicep.Tests;

/// <summary>Every rule holds for every parameter file, and notices every change that breaks it.</summary>
public sealed class RuleTests(BicepFixture bicep)
{
    public static TheoryData<string, string> EachRuleAndEnvironment { get; } = new(
        from rule in RuleBook.All from name in BicepFixture.Names select (rule.Name, name));

    public static TheoryData<string, string> EachMutation { get; } = new(
        from rule in RuleBook.All from mutation in rule.Mutations select (rule.Name, mutation.Name));

    [Theory]
    [MemberData(nameof(EachRuleAndEnvironment))]
    public void Rule_OfAnEnvironment_Holds(string rule, string environment) =>
        Assert.Empty(RuleBook.Find(rule).Violations(bicep.Compiled(environment)));

    [Theory]
    [MemberData(nameof(EachMutation))]
    public void Mutation_OfARule_IsNoticed(string rule, string mutation)
    {
        Rule checkedRule = RuleBook.Find(rule);
        Mutation change = checkedRule.Mutations.Single(each => each.Name == mutation);
        CompiledEnvironment sound = bicep.Compiled(change.On);
        CompiledEnvironment broken = sound.Copy();
        change.Apply(broken);

        Assert.NotEmpty(checkedRule.Violations(broken).Except(checkedRule.Violations(sound)));
    }

    [Fact]
    public void Rules_All_HaveMutationsAndNamesOfTheirOwn()
    {
        Assert.DoesNotContain(RuleBook.All, rule => rule.Mutations.Count == 0);
        Assert.Distinct(RuleBook.All.Select(rule => rule.Name));
        Assert.All(RuleBook.All, rule => Assert.Distinct(rule.Mutations.Select(each => each.Name)));
    }
}
