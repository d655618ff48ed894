using Daoban.BankSimulator.Statements;

namespace Daoban.BankSimulator.Contract;

/// <summary>The signed request for a day's statement.</summary>
internal static class StatementRoutes
{
    private const string Operation = "statement";

    public static void MapStatements(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/statements/get", async (HttpRequest http, RequestGuard guard, StatementOffice office) =>
        {
            if (await SignedBody.ReadAsync(http) is not { } body)
            {
                return Refusal.Malformed.ToResult();
            }

            if (guard.Check(http.Headers, body) is { } refusal)
            {
                return refusal.ToResult();
            }

            return SignedBody.Parse<StatementRequest>(body) is not { Operation: Operation, Day: { } day }
                ? Refusal.Malformed.ToResult()
                : office.Find(day) is { } file
                    ? Results.Bytes(file, "application/x-ndjson")
                    : Refusal.StatementNotReady.ToResult();
        });
}
