using System.Globalization;
using System.Text.Json;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Calendar;

/// <summary>
/// Reads <c>workcal.json</c>. It lies beside the assembly and is not embedded: the next year's notice appears each
/// November and is put in by replacing the file.
/// </summary>
internal static class WorkingCalendarFile
{
    private const string Schema = "workcal/1";

    internal static string DefaultPath => DataFile.BesideAssembly("Calendar", "workcal.json");

    /// <exception cref="DataFileException">
    /// Not schema workcal/1, or a date is no date; names year and field.
    /// </exception>
    internal static WorkingCalendar Load(string path)
    {
        using JsonDocument document = DataFile.Parse(path);
        JsonElement root = document.RootElement;
        DataFile.RequireSchema(path, root, Schema);
        List<int> years = [];
        List<DateOnly> off = [];
        List<DateOnly> work = [];
        JsonElement entries = DataFile.Member(path, "file", root, "years", JsonValueKind.Object);
        foreach (JsonProperty year in entries.EnumerateObject())
        {
            string where = $"year {year.Name}";
            if (!int.TryParse(year.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                throw new DataFileException(path, where, "is no year");
            }

            int before = off.Count;
            off.AddRange(Dates(path, where, year.Value, "off"));
            work.AddRange(Dates(path, where, year.Value, "work"));

            // An entry without a day off is a placeholder: no year has none, and guessing would set wrong due dates.
            if (off.Count > before)
            {
                years.Add(number);
            }
        }

        return new WorkingCalendar(years, off, work);
    }

    private static List<DateOnly> Dates(string path, string where, JsonElement year, string field) =>
        DataFile.Read<List<DateOnly>>(
            path, $"{where}, {field}", DataFile.Member(path, where, year, field, JsonValueKind.Array));
}
