using CsCheck;
using Daoban.Verify.Findings;

namespace Daoban.Tools.Tests.Verify;

/// <summary>
/// Whatever is done to a package, the verifier objects, and ends in order. A failure prints the seed; run it again with
/// the environment variable <c>CsCheck_Seed</c>.
/// </summary>
public sealed class MutationTests
{
    private static readonly CaseScript Script = new();
    private static readonly Evidence Sound = Script.Build();
    private static readonly byte[] Archive = Sound.ToZip();
    private static readonly KeyValuePair<string, byte[]>[] Files = [.. Sound.Entries];

    private static readonly Gen<int> Offset = Gen.Int[0, Archive.Length - 1];
    private static readonly Gen<int> File = Gen.Int[0, Files.Length - 1];

    private static readonly Gen<(string What, byte[] Archive)> OfBytes = Gen.OneOf(
        Gen.Select(Offset, Gen.Int[1, 255], (at, bits) => ($"flip {bits:x2} at {at}", Flip(at, bits))),
        Gen.Select(Offset, Gen.Byte, (at, value) => ($"insert {value:x2} at {at}", Insert(at, value))),
        Gen.Select(Offset, Gen.Int[1, 64], (at, count) => ($"delete {count} at {at}", Delete(at, count))),
        Offset.Select(length => ($"truncate to {length}", Archive[..length])),
        Gen.Select(Offset, Offset, Gen.Int[2, 64], (from, to, count) =>
            ($"copy {count} from {from} to {to}", Copy(from, to, count))));

    private static readonly Gen<(string What, byte[] Archive)> OfFiles = Gen.OneOf(
        Gen.Select(File, File, (one, other) => ($"swap {one} {other}", Swap(one, other))),
        Gen.Select(File, File, (one, other) => ($"exchange contents {one} {other}", Exchange(one, other))),
        File.Select(one => ($"remove {one}", Write(Files.Where((_, index) => index != one)))),
        Gen.Select(File, File, (one, at) => ($"duplicate {one} at {at}", Duplicate(one, at))),
        Gen.Select(File, Gen.String[Gen.Char.AlphaNumeric, 1, 20], (one, name) =>
            ($"rename {one} {name}", Rename(one, name))),
        Gen.Select(File, Gen.Byte.Array[0, 200], (one, bytes) => ($"replace {one}", Replace(one, bytes))),
        Gen.Select(File, Gen.Int[0, 1 << 16], Gen.Int[1, 255], (one, at, bits) =>
            ($"flip {bits:x2} at {at} in file {one}", FlipInside(one, at, bits))),
        Gen.Select(File, Gen.Int[0, 1 << 16], Gen.Int[0, 1 << 16], (one, a, b) =>
            ($"lines {a} {b} in file {one}", SwapLines(one, a, b))));

    [Fact]
    public void Verify_AnyBytesMutated_Objects() => Check(OfBytes, 12_000);

    [Fact]
    public void Verify_AnyFileMutated_Objects() => Check(OfFiles, 4_000);

    // The insider's manifest is signed over what the mutation left: the inner checks have to object by themselves, or
    // the mutation was of something that only the manifest covers. In no case may the verifier break.
    [Fact]
    public void Verify_AnyFileMutatedBeforeTheExport_EndsInOrder() =>
        Gen.Select(File, Gen.Int[0, 1 << 16], Gen.Int[1, 255]).Sample(
            (one, at, bits) =>
            {
                Evidence evidence = Script.Build();
                string path = Files[one].Key;
                if (evidence.Files.TryGetValue(path, out byte[]? content) && content.Length > 0)
                {
                    content[at % content.Length] ^= (byte)bits;
                    evidence.Seal(Script.Key);
                    Verification verification = Attack.Verify(evidence.ToZip(), Script.Key);
                    Assert.True(verification.FirstBroken is not null || IsCoveredByTheManifestAlone(path), path);
                }
            },
            iter: 400,
            threads: 1);

    [Fact]
    public void Verify_SoundPackage_Passes() => Gen.Select(Gen.Int[0, 59], Gen.Int[0, 59], Gen.Bool).Sample(
        (first, later, included) =>
        {
            CaseScript script = new()
            {
                Minutes = [0, first % 3, 2 + (first % 8), 11 + (later % 3), 14, 14 + (later % 6)],
                OriginalsIncluded = included,
            };
            Assert.Null(Attack.Verify(script.Build().ToZip(), script.Key).FirstBroken);
        },
        iter: 50,
        threads: 1);

    private static void Check(Gen<(string What, byte[] Archive)> mutations, int count) => mutations.Sample(
        mutation =>
        {
            if (!mutation.Archive.AsSpan().SequenceEqual(Archive))
            {
                Assert.True(Attack.Verify(mutation.Archive, Script.Key).FirstBroken is not null, mutation.What);
            }
        },
        iter: count,
        threads: 1,
        print: mutation => mutation.What);

    // Events after the last hash, white space, parts of a token that its authority did not sign.
    private static bool IsCoveredByTheManifestAlone(string path) =>
        path.StartsWith("history/", StringComparison.Ordinal)
        || path.EndsWith(".proof.json", StringComparison.Ordinal)
        || path.EndsWith(".tsr", StringComparison.Ordinal);

    private static byte[] Write(IEnumerable<KeyValuePair<string, byte[]>> files) => ZipWriter.Write(files);

    private static byte[] Flip(int at, int bits)
    {
        byte[] archive = [.. Archive];
        archive[at] ^= (byte)bits;
        return archive;
    }

    private static byte[] Insert(int at, byte value) => [.. Archive[..at], value, .. Archive[at..]];

    private static byte[] Delete(int at, int count) => [.. Archive[..at], .. Archive.Skip(at + count)];

    private static byte[] Copy(int from, int to, int count)
    {
        byte[] archive = [.. Archive];
        count = Math.Min(count, archive.Length - Math.Max(from, to));
        Archive.AsSpan(from, count).CopyTo(archive.AsSpan(to));
        return archive;
    }

    private static byte[] Swap(int one, int other)
    {
        KeyValuePair<string, byte[]>[] files = [.. Files];
        (files[one], files[other]) = (files[other], files[one]);
        return Write(files);
    }

    private static byte[] Exchange(int one, int other)
    {
        KeyValuePair<string, byte[]>[] files = [.. Files];
        files[one] = new(files[one].Key, Files[other].Value);
        files[other] = new(files[other].Key, Files[one].Value);
        return Write(files);
    }

    private static byte[] Duplicate(int one, int at) => Write([.. Files[..at], Files[one], .. Files[at..]]);

    private static byte[] Rename(int one, string name)
    {
        KeyValuePair<string, byte[]>[] files = [.. Files];
        files[one] = new(name, files[one].Value);
        return Write(files);
    }

    private static byte[] Replace(int one, byte[] content)
    {
        KeyValuePair<string, byte[]>[] files = [.. Files];
        files[one] = new(files[one].Key, content);
        return Write(files);
    }

    private static byte[] FlipInside(int one, int at, int bits)
    {
        byte[] content = [.. Files[one].Value];
        content[at % content.Length] ^= (byte)bits;
        return Replace(one, content);
    }

    private static byte[] SwapLines(int one, int first, int second)
    {
        string[] lines = System.Text.Encoding.Latin1.GetString(Files[one].Value).Split('\n');
        (first, second) = (first % lines.Length, second % lines.Length);
        (lines[first], lines[second]) = (lines[second], lines[first]);
        return Replace(one, System.Text.Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }
}
