using System.Text;
using Daoban.Workflows.Documents;

namespace Daoban.Workflows.Tests.Documents;

public sealed class DocumentTypeTests
{
    [Fact]
    public void Detect_WholeFile_IsItsType()
    {
        Assert.Same(DocumentType.Pdf, DocumentType.Detect(Samples.Pdf));
        Assert.Same(DocumentType.Jpeg, DocumentType.Detect(Samples.Jpeg));
        Assert.Same(DocumentType.Png, DocumentType.Detect(Samples.Png));
    }

    [Fact]
    public void Detect_Empty_IsNone() => Assert.Null(DocumentType.Detect([]));

    [Theory]
    [InlineData("GIF89a;")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("%!PS-Adobe")]
    [InlineData("%PDF-")]
    [InlineData("just text")]
    public void Detect_OtherMagic_IsNone(string content) =>
        Assert.Null(DocumentType.Detect(Encoding.ASCII.GetBytes(content)));

    [Fact]
    public void Detect_CutOffAnywhere_IsNone()
    {
        // Line ends after %%EOF carry nothing: without them the PDF is still whole.
        byte[] pdf = Samples.Pdf.AsSpan().TrimEnd("\r\n"u8).ToArray();
        foreach (byte[] whole in new[] { pdf, Samples.Jpeg, Samples.Png })
        {
            for (int length = 0; length < whole.Length; length++)
            {
                Assert.Null(DocumentType.Detect(whole.AsSpan(0, length)));
            }
        }
    }

    [Fact]
    public void Detect_AnythingBehindTheEnd_IsNone()
    {
        Assert.Null(DocumentType.Detect([.. Samples.Pdf, .. "<script>"u8]));
        Assert.Null(DocumentType.Detect([.. Samples.Jpeg, 0]));
        Assert.Null(DocumentType.Detect([.. Samples.Jpeg, .. Samples.Jpeg]));
        Assert.Null(DocumentType.Detect([.. Samples.Png, 0]));
    }

    [Fact]
    public void Detect_AnythingBeforeTheStart_IsNone()
    {
        foreach (byte[] whole in new[] { Samples.Pdf, Samples.Jpeg, Samples.Png })
        {
            Assert.Null(DocumentType.Detect([(byte)'\n', .. whole]));
        }
    }

    [Fact]
    public void Detect_TwoTypesInOneFile_IsNone()
    {
        Assert.Null(DocumentType.Detect([.. Samples.Jpeg, .. Samples.Pdf]));
        Assert.Null(DocumentType.Detect([.. Samples.Pdf, .. Samples.Png]));
        Assert.Null(DocumentType.Detect([.. Samples.Png, .. Samples.Pdf]));
    }

    [Fact]
    public void Detect_ArchiveWithThePictureAsItsComment_IsNone()
    {
        // JPEG comment segment that holds a ZIP's end record; the rest of the picture is the archive's comment.
        byte[] rest = Samples.Jpeg[2..];
        byte[] record = [.. "PK\u0005\u0006"u8, .. new byte[16], (byte)rest.Length, 0];
        byte[] polyglot = [0xFF, 0xD8, 0xFF, 0xFE, 0x00, (byte)(record.Length + 2), .. record, .. rest];

        Assert.Null(DocumentType.Detect(polyglot));

        // The same segment with another length is a harmless comment.
        polyglot[6 + 20]--;
        Assert.Same(DocumentType.Jpeg, DocumentType.Detect(polyglot));
    }

    [Fact]
    public void Detect_PdfWithAttachedArchive_IsAPdf() =>
        Assert.Same(
            DocumentType.Pdf,
            DocumentType.Detect(
                [.. "%PDF-1.7\n"u8, .. "PK\u0005\u0006"u8, .. new byte[18], .. "\nstartxref\n9\n%%EOF\n"u8]));

    [Fact]
    public void Detect_PdfWithoutItsTrailer_IsNone() =>
        Assert.Null(DocumentType.Detect("%PDF-1.4\nno cross reference\n%%EOF\n"u8));

    [Fact]
    public void Detect_JpegWithoutFrameOrScan_IsNone()
    {
        Assert.Null(DocumentType.Detect([0xFF, 0xD8, 0xFF, 0xD9]));
        Assert.Null(DocumentType.Detect([0xFF, 0xD8, 0xFF, 0xDA, 0x00, 0x02, 0x12, 0xFF, 0xD9]));
    }

    [Fact]
    public void Detect_JpegSegmentBeyondTheFile_IsNone() =>
        Assert.Null(DocumentType.Detect([0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 0x00, 0xFF, 0xD9]));

    [Fact]
    public void Detect_PictureWithoutSize_IsNone()
    {
        byte[] jpeg = [.. Samples.Jpeg];
        jpeg[8 + 7] = 0;
        byte[] png = [.. Samples.Png];
        png[8 + 8 + 3] = 0;

        Assert.Null(DocumentType.Detect(jpeg));
        Assert.Null(DocumentType.Detect(png));
    }

    [Fact]
    public void Detect_PngChunks_MustBeginWithHeaderAndHoldData()
    {
        byte[] signature = Samples.Png[..8];
        byte[] header = Samples.Png[8..33];
        byte[] end = Samples.Chunk("IEND", []);

        Assert.Null(DocumentType.Detect([.. signature, .. header, .. end]));
        Assert.Null(DocumentType.Detect([.. signature, .. Samples.Chunk("IDAT", [1]), .. header, .. end]));
        Assert.Null(DocumentType.Detect([.. signature, .. header, 0xFF, 0xFF, 0xFF, 0xFF, .. "IDAT"u8, .. end]));
    }
}
