using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Daoban.TimestampAuthority.Keys;

/// <summary>The authority's key and its self-signed certificate.</summary>
internal sealed class StampingIdentity : IDisposable
{
    private const string FileName = "tsa.pem";

    // id-kp-timeStamping: must be critical and alone (RFC 3161 section 2.3).
    private static readonly Oid Purpose = new("1.3.6.1.5.5.7.3.8");

    private StampingIdentity(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>With the private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Reads the identity of a folder, or makes it; without one it is as short-lived as the process.</summary>
    public static StampingIdentity Load(string? folder, TimeProvider clock)
    {
        string? path = folder is null ? null : Path.Combine(folder, FileName);
        if (path is not null && File.Exists(path))
        {
            return new StampingIdentity(X509Certificate2.CreateFromPemFile(path));
        }

        X509Certificate2 certificate = Make(clock.GetUtcNow());
        if (path is not null)
        {
            Write(path, certificate);
        }

        return new StampingIdentity(certificate);
    }

    public void Dispose() => Certificate.Dispose();

    private static X509Certificate2 Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Daoban test time-stamp authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([Purpose], critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
    }

    private static void Write(string path, X509Certificate2 certificate)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string next = path + ".next";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (StreamWriter writer = new(next, options))
        {
            using ECDsa key = certificate.GetECDsaPrivateKey()!;
            writer.WriteLine(certificate.ExportCertificatePem());
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        File.Move(next, path, overwrite: true);
    }
}
