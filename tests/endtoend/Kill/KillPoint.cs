using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>One kill.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Request">The storage request that it struck.</param>
/// <param name="SinceStart">Storage requests of the killed process, this one included.</param>
/// <param name="Moment">Whether the server had acted.</param>
internal sealed record KillPoint(int Number, StorageExchange Request, long SinceStart, KillMoment Moment)
{
    /// <summary>What kind of request in which part of a process's life: two kills at equal places prove no more than
    /// one, however many requests lie between them.</summary>
    public string Place => $"{Request.Service} {Request.Method} {Target} {SinceStart} {Moment}";

    // Table, container or queue without the row, blob or message: those have ids of their own in each run.
    private string Target => Request.Path.Split('/', 4) is [_, _, { } name, ..] ? name.Split('(')[0] : "account";
}
