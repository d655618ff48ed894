using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Daoban.Issuer.Keys;

/// <summary>
/// The keys, newest first; the newest signs and older ones stay published, so that a rollover breaks no token. They
/// live in a file, so that tokens survive a restart; without a folder they are as short-lived as the process.
/// </summary>
internal sealed class SigningKeys
{
    private const int MostKeys = 3;

    private readonly Lock gate = new();
    private readonly string? path;
    private IReadOnlyList<SigningKey> keys;
    private SigningCredentials current;

    public SigningKeys(string? folder)
    {
        path = folder is null ? null : Path.Combine(folder, "issuer-keys.json");
        keys = Read();
        if (keys.Count == 0)
        {
            keys = [SigningKey.Create()];
            Write();
        }

        current = keys[0].ToCredentials();
    }

    public SigningCredentials Current
    {
        get
        {
            lock (gate)
            {
                return current;
            }
        }
    }

    public IReadOnlyList<PublicKey> Published()
    {
        lock (gate)
        {
            return [.. keys.Select(key => key.ToPublic())];
        }
    }

    /// <summary>Signs with a fresh key from now on.</summary>
    /// <returns>Its id.</returns>
    public string RollOver()
    {
        lock (gate)
        {
            keys = [SigningKey.Create(), .. keys.Take(MostKeys - 1)];
            Write();
            current = keys[0].ToCredentials();
            return keys[0].KeyId;
        }
    }

    private IReadOnlyList<SigningKey> Read() =>
        path is not null && File.Exists(path)
            ? JsonSerializer.Deserialize<IReadOnlyList<SigningKey>>(File.ReadAllBytes(path))!
            : [];

    private void Write()
    {
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string next = path + ".next";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream stream = new(next, options))
        {
            JsonSerializer.Serialize(stream, keys);
        }

        File.Move(next, path, overwrite: true);
    }
}
