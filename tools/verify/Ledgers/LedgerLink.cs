namespace Daoban.Verify.Ledgers;

/// <summary>An entry in its chain.</summary>
/// <param name="Entry">What it says.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Hash">SHA-256 of its text.</param>
internal sealed record LedgerLink(LedgerEntryJson Entry, DateTimeOffset At, string Hash)
{
    public long Sequence => Entry.Sequence;
}
