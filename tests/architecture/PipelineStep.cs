using Daoban.TestKit;
using YamlDotNet.RepresentationModel;

namespace Daoban.Architecture.Tests;

/// <summary>One step of a job in .github/workflows.</summary>
/// <param name="Job">Name of file and job.</param>
/// <param name="Uses">The action; null for a script.</param>
/// <param name="Run">The script; null for an action.</param>
internal sealed record PipelineStep(string Job, string? Uses, string? Run)
{
    public static string Folder { get; } = Repository.PathTo(".github", "workflows");

    /// <summary>The root of a YAML file.</summary>
    public static YamlMappingNode Read(string path)
    {
        using StreamReader reader = new(path);
        YamlStream stream = [];
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>A member's text; null when it is not there.</summary>
    public static string? Text(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(name, out YamlNode? value) ? (value as YamlScalarNode)?.Value : null;

    /// <summary>Every job, by file and name.</summary>
    public static IEnumerable<(string Name, YamlMappingNode Job)> Jobs() =>
        from file in Directory.EnumerateFiles(Folder, "*.yml").Order(StringComparer.Ordinal)
        from job in ((YamlMappingNode)Read(file)["jobs"]).Children
        select ($"{Path.GetFileNameWithoutExtension(file)}/{job.Key}", (YamlMappingNode)job.Value);

    /// <summary>Every step of every job.</summary>
    public static IEnumerable<PipelineStep> All() =>
        from job in Jobs()
        from YamlMappingNode step in (YamlSequenceNode)job.Job["steps"]
        select new PipelineStep(job.Name, Text(step, "uses"), Text(step, "run"));
}
