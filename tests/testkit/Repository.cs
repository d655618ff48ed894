namespace Daoban.TestKit;

/// <summary>The working copy that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A full path below the root.</summary>
    public static string PathTo(params string[] names) => Path.Combine([Root, .. names]);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Daoban.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Daoban.slnx above {AppContext.BaseDirectory}.");
    }
}
