using Daoban.BankSimulator.Contract;
using Daoban.BankSimulator.Orders;
using Daoban.BankSimulator.Statements;

namespace Daoban.BankSimulator.Controls;

/// <summary>What no bank offers: residents who pay and networks that lose callbacks, on demand.</summary>
internal static class SimulatorRoutes
{
    private const string OrderPath = "/simulator/orders/{orderId}";
    private const string StatementPath = "/simulator/statements/{day}";

    public static void MapSimulator(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/simulator/orders", (OrderBook book) => book.All().Select(OrderOverview.Of));
        routes.MapGet(OrderPath, (string orderId, OrderBook book) => ToResult(book.Find(orderId)));
        routes.MapPost(OrderPath + "/payments", (string orderId, PaymentWish? wish, OrderBook book) =>
            ToResult(book.Pay(orderId, wish?.AmountFen, wish?.Force ?? false)));
        routes.MapPost(OrderPath + "/lose-callbacks", (string orderId, OrderBook book) =>
            ToResult(book.LoseCallbacks(orderId)));
        routes.MapPost(OrderPath + "/repeat-callback", (string orderId, OrderBook book) =>
            ToResult(book.RepeatCallback(orderId)));
        routes.MapPost("/simulator/lose-next-callbacks", (LossWish wish, OrderBook book) =>
        {
            if (wish.Count < 0)
            {
                return Refusal.Malformed.ToResult();
            }

            book.LoseNextCallbacks(wish.Count);
            return Results.NoContent();
        });
        MapStatements(routes);
    }

    private static void MapStatements(IEndpointRouteBuilder routes)
    {
        routes.MapGet(StatementPath, (DateOnly day, StatementOffice office) => office.Find(day) is { } file
            ? Results.Bytes(file, "application/x-ndjson")
            : Refusal.StatementNotReady.ToResult());
        routes.MapPost(StatementPath, (DateOnly day, StatementWish? wish, StatementOffice office) =>
        {
            office.Wish(day, wish ?? new StatementWish());
            return Results.NoContent();
        });
    }

    private static IResult ToResult(OrderResult result) =>
        result.Refusal?.ToResult() ?? Results.Ok(OrderOverview.Of(result.Order!));
}
