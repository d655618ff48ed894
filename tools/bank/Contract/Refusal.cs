namespace Daoban.BankSimulator.Contract;

/// <summary>Why the bank refuses: an HTTP status and a stable code.</summary>
internal sealed record Refusal(int Status, string Code)
{
    public static readonly Refusal Malformed = new(StatusCodes.Status400BadRequest, "malformed-request");
    public static readonly Refusal UnknownMerchant = new(StatusCodes.Status401Unauthorized, "unknown-merchant");
    public static readonly Refusal StaleTimestamp = new(StatusCodes.Status401Unauthorized, "stale-timestamp");
    public static readonly Refusal InvalidSignature = new(StatusCodes.Status401Unauthorized, "invalid-signature");
    public static readonly Refusal ReplayedNonce = new(StatusCodes.Status401Unauthorized, "replayed-nonce");
    public static readonly Refusal UnknownOrder = new(StatusCodes.Status404NotFound, "unknown-order");
    public static readonly Refusal StatementNotReady = new(StatusCodes.Status404NotFound, "statement-not-ready");
    public static readonly Refusal OrderDiffers = new(StatusCodes.Status409Conflict, "order-differs");
    public static readonly Refusal OrderClosed = new(StatusCodes.Status409Conflict, "order-closed");
    public static readonly Refusal OrderExpired = new(StatusCodes.Status422UnprocessableEntity, "order-expired");
    public static readonly Refusal AlreadyPaid = new(StatusCodes.Status409Conflict, "already-paid");
    public static readonly Refusal NotPaid = new(StatusCodes.Status409Conflict, "not-paid");
    public static readonly Refusal OrderInvalid = new(StatusCodes.Status422UnprocessableEntity, "order-invalid");
    public static readonly Refusal AmountInvalid = new(StatusCodes.Status422UnprocessableEntity, "amount-invalid");

    public IResult ToResult() => Results.Json(new { code = Code }, statusCode: Status);
}
