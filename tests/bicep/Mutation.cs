using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests;

/// <summary>A change that a rule has to notice.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Apply">Does it.</param>
/// <param name="On">Name of the parameter file that it is done to.</param>
internal sealed record Mutation(string Name, Action<CompiledEnvironment> Apply, string On = "prod")
{
    /// <summary>Changes or, with null, removes a property of the first resource of a type.</summary>
    public static Mutation Of(string type, string path, object? value, string idPart = "", string on = "prod") => new(
        $"{type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..]}{(idPart.Length > 0 ? $"({idPart})" : "")} "
            + $"{path} = {value ?? "nothing"}",
        environment => environment.First(type, idPart).Put(path, JsonSerializer.SerializeToNode(value)),
        on);

    /// <summary>Takes the first resource of a type away.</summary>
    public static Mutation Without(string type, string idPart = "", string on = "prod") => new(
        $"no {type} {idPart}",
        environment => environment.Resources.Remove(environment.First(type, idPart)),
        on);

    /// <summary>Gives the application another value for a setting, or, with null, none.</summary>
    public static Mutation Setting(string name, string? value, string on = "prod") => new(
        $"{name} = {value ?? "nothing"}",
        environment =>
        {
            var settings = environment.First("Microsoft.Web/sites").At("properties.siteConfig.appSettings")!.AsArray();
            settings.RemoveAll(each => each.Text("name") == name);
            if (value is not null)
            {
                settings.Add(new JsonObject { ["name"] = name, ["value"] = value });
            }
        },
        on);
}
