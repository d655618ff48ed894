using System.Reflection;
using System.Text.RegularExpressions;
using Daoban.Functions;
using Daoban.Workflows;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Architecture.Tests;

/// <summary>Every name that durable code calls or starts belongs to a function of the right kind.</summary>
public sealed partial class FunctionNameTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly ILookup<string, Type?> Triggers = FindFunctions();

    [Fact]
    public void Functions_Names_AreUnique() =>
        Assert.Empty(Triggers.Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Orchestrations_NamesOfFunctions_Exist()
    {
        (string Path, string Name)[] names =
        [
            .. from file in SourceFile.Below("workflows")
               where IsDurableCode(file.Path)
               from Match match in NameOf().Matches(file.Text)
               select (file.Path, match.Groups["name"].Value),
        ];

        Assert.Contains(names, name => name.Name == "CloseCase");
        Assert.All(names, name => Assert.True(Triggers.Contains(name.Name), $"{name.Path}: {name.Name}"));
    }

    [Fact]
    public void Orchestrations_Calls_NameAFunctionOfTheirKind()
    {
        string[] wrong =
        [
            .. from file in SourceFile.Below("workflows")
               from Match match in Call().Matches(file.Text)
               let wanted = match.Groups["kind"].Value == "Activity"
                   ? typeof(ActivityTriggerAttribute)
                   : typeof(OrchestrationTriggerAttribute)
               where !IsDurableCode(file.Path) || !IsFunction(match.Groups["argument"].Value, wanted)
               select $"{file.Path}: {match.Value}",
        ];

        Assert.Empty(wrong);
    }

    [Fact]
    public void Starts_OfOrchestrations_NameAnOrchestrator()
    {
        string[] started =
        [
            .. from file in SourceFile.Below("workflows")
               from Match match in Start().Matches(file.Text)
               select match.Groups["name"].Value,
        ];

        Assert.Contains("CaseOrchestrator", started);
        Assert.All(started, name => Assert.Contains(typeof(OrchestrationTriggerAttribute), Triggers[name]));
    }

    // Their replayed code is guarded against clocks and randomness by these file names (.editorconfig).
    private static bool IsDurableCode(string path) =>
        path.EndsWith("Orchestrator.cs", StringComparison.Ordinal)
        || path.EndsWith("Orchestration.cs", StringComparison.Ordinal);

    // A parameter passes a name on; the file that gives it is checked by the names it writes.
    private static bool IsFunction(string argument, Type trigger) =>
        NameOf().Match(argument) is { Success: true } name
            ? Triggers[name.Groups["name"].Value].Contains(trigger)
            : argument == "activity";

    private static ILookup<string, Type?> FindFunctions() =>
        (from assembly in (Assembly[])[typeof(DaobanApplication).Assembly, typeof(WorkflowServices).Assembly]
         from type in assembly.GetTypes()
         from method in type.GetMethods(Declared)
         let function = method.GetCustomAttribute<FunctionAttribute>()
         where function is not null
         select (function.Name, Trigger: TriggerOf(method)))
        .ToLookup(found => found.Name, Type? (found) => found.Trigger);

    private static Type? TriggerOf(MethodInfo method) => method.GetParameters()
        .SelectMany(parameter => parameter.GetCustomAttributes())
        .Select(attribute => attribute.GetType())
        .FirstOrDefault(type => type.Name.EndsWith("TriggerAttribute", StringComparison.Ordinal));

    [GeneratedRegex(@"nameof\((?:\w+\.)*(?<name>\w+)\)")]
    private static partial Regex NameOf();

    [GeneratedRegex(@"Call(?<kind>Activity|SubOrchestrator)Async(?:<[^(]*>)?\(\s*(?<argument>nameof\([^)]*\)|\w+)")]
    private static partial Regex Call();

    [GeneratedRegex(@"\.Start\([^,]+,\s*nameof\((?<name>\w+)\)")]
    private static partial Regex Start();
}
