namespace Daoban.Emulator.Hosting.Locks;

/// <summary>The blob container in which the real host, and this one, keep their own state.</summary>
internal static class HostContainer
{
    public const string Name = "azure-webjobs-hosts";
}
