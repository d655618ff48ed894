using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daoban.Workflows.Storage;

/// <summary>
/// JSON data that ships beside the assembly and not inside it: the catalog, the stations and the State Council's
/// calendar change by decree, and an operator replaces a file without waiting for a build.
/// </summary>
internal static class DataFile
{
    /// <summary>Strict: an unknown or missing member is a typing error in a file that binds the office.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly JsonDocumentOptions Document = new()
    {
        AllowDuplicateProperties = false,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The full path of a file that was copied beside the assembly.</summary>
    internal static string BesideAssembly(string folder, string file) =>
        Path.Combine(AppContext.BaseDirectory, folder, file);

    /// <exception cref="DataFileException">Absent, unreadable, or no JSON.</exception>
    internal static JsonDocument Parse(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonDocument.Parse(stream, Document);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DataFileException(path, "file", exception.Message, exception);
        }
    }

    /// <param name="path">The file, for the message.</param>
    /// <param name="where">The item inside it, for the message.</param>
    /// <param name="element">The part to read.</param>
    /// <exception cref="DataFileException">Another shape than <typeparamref name="T"/>; names the field.</exception>
    internal static T Read<T>(string path, string where, JsonElement element)
    {
        try
        {
            return element.Deserialize<T>(Json)
                ?? throw new DataFileException(path, where, "must not be null");
        }
        catch (JsonException exception)
        {
            string field = exception.Path is null or "$" ? where : $"{where}, field {exception.Path.Replace("$.", "")}";
            throw new DataFileException(path, field, exception.Message, exception);
        }
    }

    /// <exception cref="DataFileException">The file's format is another one than this program knows.</exception>
    internal static void RequireSchema(string path, JsonElement root, string schema)
    {
        if (Member(path, "file", root, "schema", JsonValueKind.String).GetString() != schema)
        {
            throw new DataFileException(path, "schema", $"must be \"{schema}\"");
        }
    }

    /// <exception cref="DataFileException">Absent or of another kind.</exception>
    internal static JsonElement Member(
        string path, string where, JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind is JsonValueKind.Object
        && parent.TryGetProperty(name, out JsonElement member)
        && member.ValueKind == kind
            ? member
            : throw new DataFileException(path, where, $"needs a member \"{name}\" of kind {kind}");
}
