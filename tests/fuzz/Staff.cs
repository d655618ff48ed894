using System.Net.Http.Json;
using Daoban.Run.Commands;
using Daoban.Run.Demo;
using Daoban.Run.Http;
using Daoban.Run.Launch;

namespace Daoban.Fuzz;

/// <summary>The issuer's people, each with a token.</summary>
internal sealed class Staff
{
    private readonly IReadOnlyList<(PersonLine Person, string Token)> people;

    private Staff(IReadOnlyList<(PersonLine Person, string Token)> people) => this.people = people;

    public static async Task<Staff> ReadAsync(HttpClient client, StackPlan plan, CancellationToken cancellationToken)
    {
        IssuerApi issuer = new(new PatientHttp(client, TimeSpan.FromSeconds(30)), plan.Issuer);
        PersonLine[] people =
            await client.GetFromJsonAsync<PersonLine[]>(new Uri(plan.Issuer, "people"), cancellationToken) ?? [];
        List<(PersonLine, string)> staff = [];
        foreach (PersonLine person in people)
        {
            staff.Add((person, await issuer.TokenAsync(person.Id, cancellationToken)));
        }

        return new Staff(staff);
    }

    /// <summary>The token of somebody with one of the roles who may act on the case, if there is somebody.</summary>
    public string Fitting(IReadOnlyList<string> roles, KnownCase known, Random random)
    {
        (PersonLine Person, string Token)[] fitting =
            [.. people.Where(one => roles.Contains(one.Person.Role) && known.People.Contains(one.Person.Id))];
        return fitting.Length == 0 ? Any(random) : fitting[random.Next(fitting.Length)].Token;
    }

    /// <summary>Anybody's.</summary>
    public string Any(Random random) => people[random.Next(people.Count)].Token;
}
