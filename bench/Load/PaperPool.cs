namespace Daoban.Bench.Load;

/// <summary>
/// Scanned pages of 50 to 400 KB: JPEGs whose bulk is random, as a scan's is to a compressor. Made once; the contents
/// of cases overlap, which nothing in the application looks for.
/// </summary>
internal sealed class PaperPool
{
    private const int Count = 48;
    private const int Smallest = 50_000;
    private const int Largest = 400_000;
    private const int Segment = 60_000;

    private readonly byte[][] papers;

    public PaperPool(Random random)
    {
        papers = [.. Enumerable.Range(0, Count).Select(_ => Write(random))];
    }

    /// <summary>Average size in bytes.</summary>
    public double AverageBytes => papers.Average(paper => paper.Length);

    public byte[] Pick(Random random) => papers[random.Next(papers.Length)];

    // Most pages are small, a few are large: the square of an even number.
    private static byte[] Write(Random random)
    {
        double part = random.NextDouble();
        int rest = Smallest + (int)((Largest - Smallest) * part * part);
        using MemoryStream jpeg = new();
        jpeg.Write([0xFF, 0xD8]);
        while (rest > 0)
        {
            int length = Math.Min(rest, Segment);
            byte[] comment = new byte[length];
            random.NextBytes(comment);
            jpeg.Write([0xFF, 0xFE, (byte)((length + 2) >> 8), (byte)((length + 2) & 0xFF)]);
            jpeg.Write(comment);
            rest -= length;
        }

        // The rest of a picture of one grey block, as the demonstration's (ISO 10918-1).
        jpeg.Write([0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64)]);
        jpeg.Write([0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
        jpeg.Write([0xFF, 0xC4, 0, 20, 0x00, 1, .. new byte[15], 0]);
        jpeg.Write([0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0]);
        jpeg.Write([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]);
        jpeg.Write([0x3F, 0xFF, 0xD9]);
        return jpeg.ToArray();
    }
}
