using System.CommandLine;
using System.CommandLine.Invocation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Daoban.Verify.Findings;
using Daoban.Verify.Packages;
using Daoban.Verify.Signatures;

namespace Daoban.Verify.Commands;

/// <summary>The command line: one package, the public key, and what else is at hand.</summary>
internal static class CommandLine
{
    public const int Whole = 0;
    public const int NotWhole = 1;
    public const int WrongUse = 2;

    public static int Invoke(string[] args, TextWriter output, TextWriter error)
    {
        ParseResult parsed = Create(error).Parse(args);
        int code = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error });
        return parsed.Action is ParseErrorAction ? WrongUse : code;
    }

    private static RootCommand Create(TextWriter error)
    {
        Argument<FileInfo> file = new("FILE") { Description = "证据包 The evidence package, a zip file." };
        Option<FileInfo> key = new("--key")
        {
            Description = "公钥 The public key that you trust, PEM; several keys if it changed over the years.",
            Required = true,
        };
        Option<DirectoryInfo?> originals = new("--originals")
        {
            Description = "原件文件夹 Folder of the scanned papers by document id, when they were handed over separately.",
        };
        Option<FileInfo?> authority = new("--tsa-certificate")
        {
            Description = "时间戳机构证书 Certificate of the time-stamping authority that you trust, PEM.",
        };
        RootCommand root = new(
            "核验岛办证据包：0 完整，1 被改动或无法核实，2 用法错误。 Verifies an evidence package of Daoban with the public key "
            + "alone. Ends with 0 if it is whole, 1 if it was tampered with or cannot be verified, 2 if it was called "
            + "wrongly.")
        {
            file, key, originals, authority,
        };
        root.SetAction(parsed => Run(
            parsed.GetRequiredValue(file),
            parsed.GetRequiredValue(key),
            parsed.GetValue(originals),
            parsed.GetValue(authority),
            parsed.InvocationConfiguration.Output,
            error));
        return root;
    }

    private static int Run(
        FileInfo file,
        FileInfo key,
        DirectoryInfo? originals,
        FileInfo? authority,
        TextWriter output,
        TextWriter error)
    {
        try
        {
            if (ReadRequest(file, key, originals, authority, error) is not { } request)
            {
                return WrongUse;
            }

            Verification verification = file.Length > PackageLimits.TotalBytes
                ? new Verification(new Broken(null, null, "文件超过 1 GiB。", "It is larger than 1 GiB."), [], [])
                : EvidenceVerifier.Verify(File.ReadAllBytes(file.FullName), request);
            ReportWriter.Write(output, file.Name, verification);
            return verification.IsWhole ? Whole : NotWhole;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"无法读取文件 Cannot read a file: {failure.Message}");
            return WrongUse;
        }
    }

    private static VerifyRequest? ReadRequest(
        FileInfo file, FileInfo key, DirectoryInfo? originals, FileInfo? authority, TextWriter error)
    {
        FileSystemInfo?[] given = [file, key, originals, authority];
        foreach (FileSystemInfo needed in given.OfType<FileSystemInfo>())
        {
            if (!needed.Exists)
            {
                error.WriteLine($"不存在 There is no such file or folder: {needed.FullName}");
                return null;
            }
        }

        if (!KeyRing.TryRead(File.ReadAllText(key.FullName), out KeyRing? keys))
        {
            error.WriteLine(
                $"不是公钥文件（PEM “PUBLIC KEY”，P-256） Not a PEM file of public keys (PUBLIC KEY, P-256): {key.FullName}");
            return null;
        }

        X509Certificate2Collection authorities = [];
        if (authority is not null && !TryReadCertificates(authority, authorities))
        {
            error.WriteLine($"不是证书文件（PEM） Not a PEM file of certificates: {authority.FullName}");
            return null;
        }

        return new VerifyRequest(keys, originals, authorities);
    }

    private static bool TryReadCertificates(FileInfo file, X509Certificate2Collection certificates)
    {
        try
        {
            certificates.ImportFromPem(File.ReadAllText(file.FullName));
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
