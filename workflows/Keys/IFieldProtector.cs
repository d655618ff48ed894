namespace Daoban.Workflows.Keys;

/// <summary>
/// Encrypts personal data before it is stored. What comes out names its format and key and is bound to a scope, so
/// that it opens only at the place it was made for: a name moved to another case does not decrypt.
/// </summary>
public interface IFieldProtector
{
    /// <param name="scope">Where the text lives, <c>{caseId}/resident.name</c>; authenticated, not stored.</param>
    /// <param name="text">Personal data.</param>
    /// <returns>Base64; another one at each call.</returns>
    string Protect(string scope, string text);

    /// <exception cref="ProtectionException">Altered, of another scope, or of an unknown format or key.</exception>
    string Unprotect(string scope, string protectedText);

    /// <inheritdoc cref="Protect(string, string)"/>
    byte[] Protect(string scope, ReadOnlySpan<byte> bytes);

    /// <inheritdoc cref="Unprotect(string, string)"/>
    byte[] Unprotect(string scope, ReadOnlySpan<byte> bytes);
}
