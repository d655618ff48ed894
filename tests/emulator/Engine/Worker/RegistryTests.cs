using Daoban.Emulator.TaskHubs;
using Microsoft.DurableTask;

namespace Daoban.Emulator.Tests.Engine.Worker;

/// <summary>What a registry takes, and which registration a name and version get.</summary>
public sealed class RegistryTests
{
    private static readonly IServiceProvider None = null!;

    [Fact]
    public void Add_NameTakenInThatVersion_Throws()
    {
        DurableTaskRegistry registry = new DurableTaskRegistry()
            .AddOrchestratorFunc("Main", _ => { })
            .AddOrchestratorFunc<int, int>("Main", "1", (_, input) => Task.FromResult(input))
            .AddActivityFunc<int>("Act", (_, _) => { });

        ArgumentException orchestrator =
            Assert.Throws<ArgumentException>(() => registry.AddOrchestratorFunc("MAIN", _ => 1));
        ArgumentException versioned = Assert.Throws<ArgumentException>(
            () => registry.AddOrchestratorFunc<int, int>("main", "1", (_, input) => Task.FromResult(input)));
        ArgumentException activity = Assert.Throws<ArgumentException>(() => registry.AddActivity("act", new Greet()));

        Assert.StartsWith("An ITaskOrchestrator named 'MAIN' is already added.", orchestrator.Message);
        Assert.StartsWith("An ITaskOrchestrator named 'main' with version '1' is already added.", versioned.Message);
        Assert.StartsWith("An ITaskActivity named 'act' is already added.", activity.Message);
    }

    [Fact]
    public void Add_NoName_Throws()
    {
        Assert.Throws<ArgumentException>(() => new DurableTaskRegistry().AddOrchestratorFunc("", _ => 1));
        Assert.Throws<ArgumentException>(() => new DurableTaskRegistry().AddActivityFunc(default, _ => 1));
    }

    [Theory]
    [InlineData(typeof(ITaskActivity))]
    [InlineData(typeof(TaskActivity<int, int>))]
    [InlineData(typeof(string))]
    public void Add_NoConcreteClassOfTheKind_Throws(Type type)
    {
        Assert.Throws<ArgumentException>(() => new DurableTaskRegistry().AddActivity(type));
        Assert.Throws<ArgumentException>(() => new DurableTaskRegistry().AddOrchestrator(type));
    }

    [Fact]
    public void Add_Classes_TakeNameAndVersionOfTheirAttribute()
    {
        DurableTaskRegistry registry = new DurableTaskRegistry()
            .AddActivity<Greet>()
            .AddActivity<Renamed>()
            .AddActivity(new RenamedTwo())
            .AddActivity<Renamed>("Third");

        Assert.Equal(["Greet", "Hello", "Hello", "Third"], registry.GetActivities().Select(entry => entry.Key.Name));
        Assert.IsType<Greet>(Find(registry, "greet", ""));
        Assert.IsType<Renamed>(Find(registry, "hello", "v1"));
        Assert.IsType<RenamedTwo>(Find(registry, "Hello", "V2"));
        Assert.IsType<Renamed>(Find(registry, "Third", "v1"));
    }

    [Fact]
    public void GetOrchestrators_ListsEachNameAndVersion()
    {
        DurableTaskRegistry registry = new DurableTaskRegistry()
            .AddOrchestratorFunc("A", _ => 1)
            .AddOrchestrator("B", () => null!)
            .AddOrchestrator("B", "2", () => null!);

        Assert.Equal(["A", "B", "B"], registry.GetOrchestrators().Select(entry => entry.Key.Name));
    }

    [Theory]
    [InlineData("Plain", "", "plain")]
    [InlineData("Plain", "7", "plain")]
    [InlineData("Plain", " ", "plain")]
    [InlineData("Mixed", "", "mixed")]
    [InlineData("Mixed", "1", "mixed 1")]
    [InlineData("mixed", "7", null)]
    [InlineData("Versioned", "1", "versioned 1")]
    [InlineData("Versioned", "", null)]
    [InlineData("Unknown", "", null)]
    public void S17_3_Find_ExactVersionOrElseTheOnlyUnversionedOne(string name, string version, string? expected)
    {
        var tasks = new VersionedTasks<string>();
        tasks.Add("Plain", default, _ => "plain");
        tasks.Add("Mixed", default, _ => "mixed");
        tasks.Add("Mixed", "1", _ => "mixed 1");
        tasks.Add("Versioned", "1", _ => "versioned 1");

        Assert.Equal(expected, tasks.Find(name, version)?.Invoke(None));
    }

    private static ITaskActivity? Find(DurableTaskRegistry registry, string name, string version) =>
        registry.Activities.Find(name, version)?.Invoke(new NoServices());

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class Greet : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult(input);
    }

    [DurableTask("Hello", Version = "v1")]
    private sealed class Renamed : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult(input);
    }

    [DurableTask("Hello", Version = "v2")]
    private sealed class RenamedTwo : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult(input);
    }
}
