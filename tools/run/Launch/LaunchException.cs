namespace Daoban.Run.Launch;

/// <summary>Something is missing or in the way. The message says what, and how to help it.</summary>
internal sealed class LaunchException(string message) : Exception(message);
