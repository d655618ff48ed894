using System.Text;

namespace Daoban.Functions.Tests.Contract;

/// <summary>Scanned papers, small and whole.</summary>
internal static class Papers
{
    /// <summary>A PDF that says <paramref name="mark"/>, padded to <paramref name="length"/> bytes.</summary>
    public static byte[] Pdf(string mark, int length = 0)
    {
        byte[] head = Encoding.ASCII.GetBytes($"%PDF-1.7\n% {mark}\n");
        byte[] tail = "\nstartxref\n0\n%%EOF\n"u8.ToArray();
        byte[] paper = new byte[Math.Max(length, head.Length + tail.Length)];
        paper.AsSpan().Fill((byte)' ');
        head.CopyTo(paper, 0);
        tail.CopyTo(paper, paper.Length - tail.Length);
        return paper;
    }
}
