namespace Daoban.Workflows.Anchors;

/// <summary>Names of chains as table keys, which may hold no slash.</summary>
internal static class ChainKeys
{
    public static string KeyOf(string chain) => chain.Replace('/', '|');
}
