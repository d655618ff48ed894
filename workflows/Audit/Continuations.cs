using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Audit;

/// <summary>
/// Tokens of next pages: opaque, good for the very list they came from, and refused after any change, so that nobody
/// can put a query of their own into a storage request.
/// </summary>
internal sealed class Continuations(IKeyedHash hash)
{
    private const int Longest = 2000;
    private const string Purpose = "audit.continuation";

    /// <param name="list">Which list, with its criteria.</param>
    /// <param name="position">Where it goes on; null at its end.</param>
    public string? Seal(string list, string? position) => position is null
        ? null
        : $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position))}.{Mac(list, position)}";

    /// <returns>Whether the token is one of this list.</returns>
    public bool TryOpen(string list, string token, out string position)
    {
        position = "";
        if (token.Length > Longest || token.Split('.') is not [string body, string mac] || !Base64Url.IsValid(body))
        {
            return false;
        }

        position = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(body));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Mac(list, position)), Encoding.UTF8.GetBytes(mac));
    }

    private string Mac(string list, string position) => hash.Hash(Purpose, $"{list}\n{position}");
}
