namespace Daoban.Workflows.Keys;

/// <summary>
/// HMAC-SHA256 under the application's key: equal values meet without being readable. A plain hash of an ID number
/// would be personal data, because all numbers can be tried (DESIGN §5).
/// </summary>
public interface IKeyedHash
{
    /// <param name="purpose">
    /// What the hash is for, <c>resident.idNumber</c>; other purposes give unrelated hashes.
    /// </param>
    /// <param name="value">The normalised value.</param>
    /// <returns>64 lower-case hexadecimal digits; the same at each call.</returns>
    string Hash(string purpose, string value);
}
