using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>One kill.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Request">The storage request that it struck.</param>
/// <param name="SinceStart">Storage requests of the killed process, this one included.</param>
internal sealed record KillPoint(int Number, StorageExchange Request, long SinceStart);
