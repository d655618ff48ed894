using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Keys;

/// <summary>Reads the file of a <see cref="LocalSigningKey"/>; in Development it makes one if absent.</summary>
internal sealed partial class SigningKeyFile(IHostEnvironment environment, ILogger<SigningKeyFile> logger)
{
    /// <exception cref="InvalidOperationException">
    /// Absent outside Development, unreadable, or no key on P-256; the message names setting and file.
    /// </exception>
    public LocalSigningKey Load(SigningOptions options)
    {
        string path = options.KeyFilePath();
        try
        {
            if (environment.IsDevelopment() && !File.Exists(path))
            {
                Create(path);
            }

            return new LocalSigningKey(File.ReadAllText(path));
        }
        catch (Exception fault) when (
            fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException(
                $"{SigningOptions.Section}:{nameof(options.KeyFile)} ({path}) cannot be used: {fault.Message}", fault);
        }
    }

    // Written aside and moved: another process of the same start must find a whole key or none.
    private void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string next = $"{path}.{Guid.NewGuid():N}";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (StreamWriter writer = new(next, options))
        {
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(next, path, overwrite: false);
            LogCreated(PublicSigningKey.Of(key).KeyId, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster; its key counts.
            File.Delete(next);
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "Signing key {KeyId} was made for development: {Path}")]
    private partial void LogCreated(string keyId, string path);
}
