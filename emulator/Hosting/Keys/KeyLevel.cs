using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Keys;

/// <summary>What the key of a request is.</summary>
internal enum KeyLevel
{
    /// <summary>No key, or none that is known.</summary>
    None,

    /// <summary>A key of the function or of the host.</summary>
    Function,

    /// <summary>A system key of the host.</summary>
    System,

    /// <summary>The master key, which opens everything.</summary>
    Master,
}

internal static class KeyLevels
{
    public static bool Opens(this KeyLevel key, AuthorizationLevel level) => level switch
    {
        AuthorizationLevel.Anonymous => true,
        AuthorizationLevel.Function => key is KeyLevel.Function or KeyLevel.Master,
        AuthorizationLevel.System => key is KeyLevel.System or KeyLevel.Master,
        _ => key is KeyLevel.Master,
    };
}
