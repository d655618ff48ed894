using Daoban.BankSimulator.Orders;

namespace Daoban.BankSimulator.Contract;

/// <summary>The signed interface for merchants.</summary>
internal static class OrderRoutes
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        Map(routes, "register", (book, request) => book.Register(request));
        Map(routes, "query", (book, request) => book.Find(request.OrderId!));
        Map(routes, "close", (book, request) => book.Close(request.OrderId!));
    }

    private static void Map(
        IEndpointRouteBuilder routes, string operation, Func<OrderBook, OrderRequest, OrderResult> answer) =>
        routes.MapPost($"/orders/{operation}", async (HttpRequest http, RequestGuard guard, OrderBook book) =>
        {
            byte[]? body = await SignedBody.ReadAsync(http);
            if (body is null)
            {
                return Refusal.Malformed.ToResult();
            }

            if (guard.Check(http.Headers, body) is { } refusal)
            {
                return refusal.ToResult();
            }

            OrderRequest? request = SignedBody.Parse<OrderRequest>(body);
            return request is { OrderId: not null } && request.Operation == operation
                ? ToResult(answer(book, request))
                : Refusal.Malformed.ToResult();
        });

    private static IResult ToResult(OrderResult result) =>
        result.Refusal?.ToResult() ?? Results.Ok(OrderAnswer.Of(result.Order!));
}
