using System.Text.Json;

namespace Daoban.BankSimulator.Contract;

/// <summary>Reads the body of a signed request.</summary>
internal static class SignedBody
{
    private const int LongestBody = 16 * 1024;

    /// <returns>Null when it is too long.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest http)
    {
        byte[] buffer = new byte[LongestBody + 1];
        int length = await http.Body.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, http.HttpContext.RequestAborted);
        return length > LongestBody ? null : buffer[..length];
    }

    /// <returns>Null when it is of another shape.</returns>
    public static T? Parse<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, BankJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
