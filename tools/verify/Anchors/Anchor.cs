using Daoban.Verify.Formats;

namespace Daoban.Verify.Anchors;

/// <summary>What a sound anchor says of the chain.</summary>
/// <param name="Number">Its number.</param>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="ReadAt">When the heads were read: what they do not hold, was entered later.</param>
/// <param name="At">When it was signed, by the signer's clock.</param>
/// <param name="PreviousHash">SHA-256 of the text of the anchor before.</param>
/// <param name="TextHash">SHA-256 of its own text.</param>
/// <param name="Sequence">The chain's head in it.</param>
/// <param name="Hash">Hash of that head.</param>
/// <param name="Stamp">Its time stamp; null when it has none.</param>
internal sealed record Anchor(
    long Number,
    string KeyId,
    DateTimeOffset ReadAt,
    DateTimeOffset At,
    string PreviousHash,
    string TextHash,
    long Sequence,
    string Hash,
    TimeStamp? Stamp)
{
    /// <summary>Path of one of its files.</summary>
    public static string PathOf(long number, string ending) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"anchors/{number:D10}.{ending}");

    /// <summary>Times for people.</summary>
    public string AtInUtc => Instants.InUtc(At);
}
