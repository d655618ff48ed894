using System.Reflection;
using Daoban.Functions;
using Daoban.Workflows;

namespace Daoban.Architecture.Tests;

/// <summary>What may use what: functions → workflows → the surface of the packages, never the other way.</summary>
public sealed class DirectionTests
{
    private const string Emulator = "Daoban.Emulator";

    private static readonly Assembly Functions = typeof(DaobanApplication).Assembly;
    private static readonly Assembly Workflows = typeof(WorkflowServices).Assembly;

    [Fact]
    public void Workflows_Assembly_ReferencesNoFunctions() =>
        Assert.DoesNotContain(Workflows.GetReferencedAssemblies(), name => name.Name == Functions.GetName().Name);

    [Fact]
    public void Emulator_Assembly_ReferencesNothingOfOurs() => Assert.DoesNotContain(
        Assembly.Load(Emulator).GetReferencedAssemblies(),
        name => name.Name!.StartsWith("Daoban.", StringComparison.Ordinal));

    [Fact]
    public void Application_TypesOfTheEmulator_AreOfThePackageSurface()
    {
        CompiledType[] types = [.. CompiledType.AllOf(Functions), .. CompiledType.AllOf(Workflows)];
        string[] surface =
            [.. types.SelectMany(type => type.Uses).Where(IsOfEmulator).Select(CompiledType.NamespaceOf).Distinct()];
        string[] foreign =
        [
            .. from type in types
               from used in type.Uses
               where IsOfEmulator(used) && !IsPackageNamespace(CompiledType.NamespaceOf(used))
               select $"{type.FullName} uses {used.FullName}",
        ];

        Assert.Contains("Microsoft.DurableTask", surface);
        Assert.Empty(foreign);
    }

    [Fact]
    public void Application_Sources_DoNotMentionTheEmulator() =>
        Assert.Empty(ApplicationFiles()
            .Where(file => file.Text.Contains("emulator", StringComparison.OrdinalIgnoreCase))
            .Select(file => file.Path));

    [Fact]
    public void Application_Sources_AreNotCompiledConditionally() =>
        Assert.Empty(ApplicationFiles().Where(file => file.Text.Split('\n')
                .Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)))
            .Select(file => file.Path));

    [Fact]
    public void Emulator_Assembly_OpensItsInternalsToTestsOnly()
    {
        string[] friends = [.. Assembly.Load(Emulator)
            .GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>()
            .Select(friend => friend.AssemblyName)];

        Assert.NotEmpty(friends);
        Assert.All(friends, friend => Assert.Matches(@"\.Tests$|^Daoban\.TestKit$", friend));
    }

    [Fact]
    public void Namespaces_OutsideTheEmulator_AreOurs() =>
        Assert.Empty(SourceFile.All()
            .Where(file => !file.Path.StartsWith("emulator/", StringComparison.Ordinal))
            .Where(file => file.Namespace is { } name && !name.StartsWith("Daoban.", StringComparison.Ordinal))
            .Select(file => file.Path));

    private static IEnumerable<SourceFile> ApplicationFiles() =>
        SourceFile.Below("functions").Concat(SourceFile.Below("workflows"));

    private static bool IsOfEmulator(Mono.Cecil.TypeReference type) => type.Scope.Name == Emulator;

    private static bool IsPackageNamespace(string name) =>
        name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name.StartsWith("DurableTask.", StringComparison.Ordinal)
        || name.StartsWith("Azure.", StringComparison.Ordinal);
}
