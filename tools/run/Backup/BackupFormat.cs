using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daoban.Run.Backup;

/// <summary>What every file of a backup has in common; the format is described in docs/backup.md.</summary>
internal static class BackupFormat
{
    /// <summary>Format of the folder; another one is refused.</summary>
    public const string Name = "daoban-backup/1";

    /// <summary>One line of a file: Chinese stays readable, line breaks are escaped.</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    /// <summary>The manifest, for people too.</summary>
    public static JsonSerializerOptions Manifest { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented) => new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = indented,
        IndentSize = 2,
    };
}
