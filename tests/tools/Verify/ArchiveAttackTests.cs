using System.IO.Compression;

namespace Daoban.Tools.Tests.Verify;

/// <summary>Archives that are not the one that was exported, whatever their files are; and hostile ones.</summary>
public sealed class ArchiveAttackTests
{
    private const string NotAsExported = "The archive is not as it was exported";

    private readonly CaseScript script = new();

    [Fact]
    public void RepackedArchive_WithTheSameFiles_IsRefused() =>
        AssertBroken(Repack(script.Build(), CompressionLevel.Optimal), null, NotAsExported);

    [Fact]
    public void RepackedArchive_WithAChangedEntry_NamesTheEntry()
    {
        Evidence evidence = script.Build();
        evidence.EditLine(
            Evidence.Ledger, 3, line => line.Replace("clerk-1", "clerk-2", StringComparison.Ordinal));

        Attack.AssertBroken(
            Attack.Verify(Repack(evidence, CompressionLevel.Optimal), script.Key),
            Evidence.Ledger,
            3,
            "This entry was changed");
    }

    [Fact]
    public void BytesInFront_AreRefused() =>
        AssertBroken([.. "#!/bin/sh\n"u8, .. script.Build().ToZip()], null, "archive");

    [Fact]
    public void BytesBehind_AreRefused() => AssertBroken([.. script.Build().ToZip(), 0], null, "archive");

    [Fact]
    public void Comment_IsRefused()
    {
        byte[] archive = script.Build().ToZip();
        archive[^2] = 5;

        AssertBroken([.. archive, .. "hello"u8], null, NotAsExported);
    }

    [Fact]
    public void BytesBetweenFilesAndDirectory_AreRefused()
    {
        byte[] archive = script.Build().ToZip();
        int directory = BitConverter.ToInt32(archive, archive.Length - 6);
        byte[] stuffed = [.. archive[..directory], .. "hidden"u8, .. archive[directory..]];
        BitConverter.TryWriteBytes(stuffed.AsSpan(stuffed.Length - 6), directory + 6);

        AssertBroken(stuffed, null, NotAsExported);
    }

    [Fact]
    public void OtherNameInTheDirectory_IsRefused()
    {
        byte[] archive = script.Build().ToZip();
        int name = archive.AsSpan().LastIndexOf("tasks.jsonl"u8);
        archive[name] = (byte)'m';

        AssertBroken(archive, "tasks.jsonl", "removed or renamed");
    }

    [Fact]
    public void OrderOfFiles_IsThatOfTheManifest()
    {
        Evidence evidence = script.Build();

        AssertBroken(
            ZipWriter.Write(evidence.Entries.Reverse()),
            "tasks.jsonl",
            "stand in another order: here should be manifest.json");
    }

    [Fact]
    public void TwoFilesOfOneName_AreRefused()
    {
        Evidence evidence = script.Build();

        AssertBroken(
            ZipWriter.Write([.. evidence.Entries, evidence.Entries.Last()]), "tasks.jsonl", "two files of this name");
    }

    [Fact]
    public void NameThatLeadsElsewhere_IsAnExtraFile()
    {
        Evidence evidence = script.Build();
        evidence.Files["../../tasks.jsonl"] = [1];

        AssertBroken(evidence.ToZip(), "../../tasks.jsonl", "The manifest does not list it");
    }

    [Fact]
    public void ZipBomb_IsRefusedUnpackedOnlyToTheLimit()
    {
        using MemoryStream archive = new();
        using (ZipArchive zip = new(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream bomb = zip.CreateEntry("ledger.jsonl", CompressionLevel.SmallestSize).Open();
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 64; i++)
            {
                bomb.Write(nothing);
            }
        }

        AssertBroken(archive.ToArray(), "ledger.jsonl", "possibly a zip bomb");
    }

    [Fact]
    public void TooManyFiles_AreRefused() => AssertBroken(
        ZipWriter.Write(Enumerable.Range(0, 10_001).Select(i => KeyValuePair.Create($"{i}", Array.Empty<byte>()))),
        null,
        "too many files");

    [Fact]
    public void Truncated_AtAnyPlace_IsRefused()
    {
        byte[] archive = script.Build().ToZip();

        Assert.All(
            Enumerable.Range(0, archive.Length / 61),
            i => Assert.NotNull(Attack.Verify(archive[..(i * 61)], script.Key).FirstBroken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("this is no archive")]
    public void NoArchive_IsRefused(string content) =>
        AssertBroken(System.Text.Encoding.ASCII.GetBytes(content), null, "no whole zip archive");

    private void AssertBroken(byte[] archive, string? file, string says) =>
        Attack.AssertBroken(Attack.Verify(archive, script.Key), file, null, says);

    private static byte[] Repack(Evidence evidence, CompressionLevel level)
    {
        using MemoryStream archive = new();
        using (ZipArchive zip = new(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, byte[] content) in evidence.Entries)
            {
                using Stream entry = zip.CreateEntry(path, level).Open();
                entry.Write(content);
            }
        }

        return archive.ToArray();
    }
}
