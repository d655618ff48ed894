using Azure.Data.Tables;

namespace Daoban.Workflows.Storage;

/// <summary>The format version that every stored row carries. An unknown one is refused, never guessed.</summary>
internal static class RowFormat
{
    /// <summary>Name of the column.</summary>
    public const string Column = "Format";

    /// <exception cref="UnknownFormatException">The row has another format than <paramref name="known"/>.</exception>
    public static void Require(TableEntity row, int known, string what)
    {
        int? format = row[Column] as int?;
        if (format != known)
        {
            throw new UnknownFormatException(what, format);
        }
    }
}
