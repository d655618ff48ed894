using System.Text.Json;
using Daoban.BankSimulator.Orders;

namespace Daoban.BankSimulator.Contract;

/// <summary>The signed interface for merchants.</summary>
internal static class OrderRoutes
{
    private const int LongestBody = 16 * 1024;

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
            byte[]? body = await ReadAsync(http);
            if (body is null)
            {
                return Refusal.Malformed.ToResult();
            }

            if (guard.Check(http.Headers, body) is { } refusal)
            {
                return refusal.ToResult();
            }

            OrderRequest? request = Parse(body);
            return request is { OrderId: not null } && request.Operation == operation
                ? ToResult(answer(book, request))
                : Refusal.Malformed.ToResult();
        });

    private static IResult ToResult(OrderResult result) =>
        result.Refusal?.ToResult() ?? Results.Ok(OrderAnswer.Of(result.Order!));

    private static async Task<byte[]?> ReadAsync(HttpRequest http)
    {
        byte[] buffer = new byte[LongestBody + 1];
        int length = await http.Body.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, http.HttpContext.RequestAborted);
        return length > LongestBody ? null : buffer[..length];
    }

    private static OrderRequest? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<OrderRequest>(body, BankJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
