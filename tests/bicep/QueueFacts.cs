namespace Daoban.Bicep.Tests;

/// <summary>A queue as the code wants it.</summary>
internal sealed record QueueFacts(string Name, TimeSpan TimeToLive, int DeliveryLimit);
