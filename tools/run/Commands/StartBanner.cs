using System.Globalization;
using System.Net.Http.Json;
using Daoban.Run.Launch;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary>What one needs to know once everything runs.</summary>
internal static class StartBanner
{
    public static async Task WriteAsync(StackPlan plan, CancellationToken cancellationToken)
    {
        string app = AppEnvironment.Address(plan.App);
        string issuer = AppEnvironment.Address(plan.Issuer);
        string bank = AppEnvironment.Address(plan.Bank);
        string tsa = AppEnvironment.Address(plan.Tsa);
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold green]岛办 Daoban runs at {app}[/]");
        AnsiConsole.WriteLine($"  API description   {app}/api/openapi.json");
        AnsiConsole.WriteLine($"  tokens            {issuer}");
        AnsiConsole.WriteLine($"  bank simulator    {bank}/simulator/orders");
        AnsiConsole.WriteLine($"  time stamps       {tsa}/certificate");
        AnsiConsole.WriteLine($"  data, logs        {plan.DataFolder}");
        AnsiConsole.WriteLine();
        AnsiConsole.Write(await PeopleAsync(plan, cancellationToken));
        AnsiConsole.WriteLine("A token, and a first call with it:");
        AnsiConsole.WriteLine($"  TOKEN=$(curl -s -H 'Accept: text/plain' -d person=clerk-damao {issuer}/token)");
        AnsiConsole.WriteLine($"  curl -s -H \"Authorization: Bearer $TOKEN\" {app}/api/catalog/items");
        AnsiConsole.WriteLine("Whole cases through this application:");
        string more = plan.Bank.Port == Ports.Usual.Bank ? "" : $" --bank-url {bank}";
        AnsiConsole.WriteLine($"  ./run demo --base-url {app}{more}");
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine("Ctrl-C stops everything.");
    }

    private static async Task<Table> PeopleAsync(StackPlan plan, CancellationToken cancellationToken)
    {
        using HttpClient http = new();
        IReadOnlyList<PersonLine> people = await http.GetFromJsonAsync<IReadOnlyList<PersonLine>>(
            new Uri(plan.Issuer, "people"), cancellationToken) ?? [];
        Table table = new() { Title = new TableTitle("Demo people (invented)") };
        table.AddColumns("person", "name", "role", "stations, districts, departments, levels");
        foreach (PersonLine person in people)
        {
            string scope = string.Join(", ", [
                .. person.Stations, .. person.Districts, .. person.Departments,
                .. person.Levels.Select(level => $"level {level}")]);
            table.AddRow(
                Markup.Escape(person.Id), Markup.Escape(person.Name), Markup.Escape(person.Role), Markup.Escape(scope));
        }

        return table;
    }
}
