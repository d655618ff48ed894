using System.Reflection;
using Daoban.Surface;

// Writes docs/upstream-surface.md anew from the compiled application:
// dotnet run --project tools/surface [-- FILE]
string? root = AppContext.BaseDirectory;
while (root is not null && !File.Exists(Path.Combine(root, "Daoban.slnx")))
{
    root = Path.GetDirectoryName(root);
}

if (root is null)
{
    Console.Error.WriteLine("Start this program in the repository: dotnet run --project tools/surface");
    return 1;
}

// bin/{configuration}/{framework} of this program and of the application are alike.
string[] here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
string app = Path.Combine(root, "functions", "bin", here[^2], here[^1]);
var provider = Assembly.LoadFrom(Path.Combine(app, UpstreamUse.Provider + ".dll"));
string target = args.Length > 0 ? args[0] : Path.Combine(root, "docs", "upstream-surface.md");
string[] application = [Path.Combine(app, "Daoban.Functions.dll"), Path.Combine(app, "Daoban.Workflows.dll")];
IReadOnlyList<UsedType> used = UpstreamUse.Of(application, provider);
File.WriteAllText(target, UseDocument.Write(used));
Console.WriteLine($"{used.Count} types, {used.Sum(type => type.Members.Count)} members: {target}");
return 0;
