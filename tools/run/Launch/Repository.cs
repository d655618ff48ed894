namespace Daoban.Run.Launch;

/// <summary>Where things are in the repository that this program was built from.</summary>
internal sealed class Repository(string root)
{
    public string Root => root;

    public string Azurite => Path.Combine(root, "node_modules", "azurite", "dist", "src", "azurite.js");

    public string SampleSettings => Path.Combine(root, "local.settings.sample.json");

    public string DefaultData => Path.Combine(root, ".data");

    /// <summary>The build output beside our own: same configuration, same framework.</summary>
    /// <exception cref="LaunchException">It has not been built.</exception>
    public string Assembly(string project, string assembly)
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string path = Path.Combine(
            root, Path.Combine(project.Split('/')), "bin", framework.Parent!.Name, framework.Name, assembly + ".dll");
        return File.Exists(path)
            ? path
            : throw new LaunchException(
                $"{Path.GetRelativePath(root, path)} is not there. Build it: dotnet build tools/run");
    }

    /// <exception cref="LaunchException">This program runs outside the repository.</exception>
    public static Repository Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Daoban.slnx")))
            {
                return new Repository(folder.FullName);
            }
        }

        throw new LaunchException("Start this program through ./run in the repository.");
    }
}
