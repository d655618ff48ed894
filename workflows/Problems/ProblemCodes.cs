using System.Reflection;

namespace Daoban.Workflows.Problems;

/// <summary>
/// Every problem code of the application: one word for clerks, logs, the OpenAPI document and <c>docs/problems</c>.
/// Codes are never renamed and never reused for another meaning.
/// </summary>
public static class ProblemCodes
{
    // 400: the request cannot be read.
    /// <summary>The body is not JSON, or holds a member twice, or is nested too deeply.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>
    /// The body is JSON of another shape; the field names the member that is unknown, missing or of another type.
    /// </summary>
    public const string MalformedBody = "malformed-body";

    /// <summary>An id in the address or the body is no lower-case UUID.</summary>
    public const string MalformedId = "malformed-id";

    /// <summary>A query parameter that the route needs is absent; the field names it.</summary>
    public const string MissingParameter = "missing-parameter";

    /// <summary>A query parameter has no form that the application gives out or takes; the field names it.</summary>
    public const string MalformedParameter = "malformed-parameter";

    // 401: the caller is not known.
    /// <summary>No bearer token came with the request.</summary>
    public const string MissingToken = "missing-token";

    /// <summary>The bearer token is expired, for another audience, or not signed by the issuer.</summary>
    public const string InvalidToken = "invalid-token";

    /// <summary>A bank callback names another merchant than ours, or none.</summary>
    public const string UnknownMerchant = "unknown-merchant";

    /// <summary>A bank callback's signature does not match its time stamp, nonce and body.</summary>
    public const string InvalidSignature = "invalid-signature";

    /// <summary>A bank callback's time stamp is outside the accepted window.</summary>
    public const string StaleTimestamp = "stale-timestamp";

    /// <summary>A bank callback's nonce was used before.</summary>
    public const string ReplayedNonce = "replayed-nonce";

    // 403: the caller is known and may not do this.
    /// <summary>The caller's roles do not include one that the route is open to.</summary>
    public const string RoleNotAllowed = "role-not-allowed";

    /// <summary>The clerk is not scoped to the station of the case.</summary>
    public const string StationNotYours = "station-not-yours";

    /// <summary>The reviewer is not scoped to the district of the case.</summary>
    public const string DistrictNotYours = "district-not-yours";

    /// <summary>The reviewer is not scoped to the department of the case's item.</summary>
    public const string DepartmentNotYours = "department-not-yours";

    /// <summary>The review task belongs to another review level than the reviewer's.</summary>
    public const string LevelNotYours = "level-not-yours";

    /// <summary>
    /// Nobody decides on their own case: intake clerk, first and second reviewer are three people, and so are who asks
    /// to see personal data and who approves it.
    /// </summary>
    public const string SamePerson = "same-person";

    /// <summary>The case is that of the caller or of a declared relative.</summary>
    public const string RelativeNotAllowed = "relative-not-allowed";

    /// <summary>The route names another person than the caller.</summary>
    public const string ActorNotYours = "actor-not-yours";

    /// <summary>The unmask request is not approved, or its approval has expired.</summary>
    public const string NotApproved = "not-approved";

    /// <summary>The unmask request was made by somebody else.</summary>
    public const string RequestNotYours = "request-not-yours";

    // 404: there is no such thing.
    /// <summary>There is nothing at that address.</summary>
    public const string NotFound = "not-found";

    /// <summary>No submitted case has that id.</summary>
    public const string UnknownCase = "unknown-case";

    /// <summary>The case has no document of that id.</summary>
    public const string UnknownDocument = "unknown-document";

    /// <summary>The case has no review task of that id.</summary>
    public const string UnknownTask = "unknown-task";

    /// <summary>The case has no consent of that id.</summary>
    public const string UnknownConsent = "unknown-consent";

    /// <summary>The case has no request of that id.</summary>
    public const string UnknownRequest = "unknown-request";

    /// <summary>No payment order of that id.</summary>
    public const string UnknownOrder = "unknown-order";

    /// <summary>The person has no declaration of that id.</summary>
    public const string UnknownDeclaration = "unknown-declaration";

    /// <summary>There is no alert of that day and id.</summary>
    public const string UnknownAlert = "unknown-alert";

    /// <summary>There is no discrepancy of that id in the statement of the day.</summary>
    public const string UnknownDiscrepancy = "unknown-discrepancy";

    // 409: another state or content.
    /// <summary>A case of that id was submitted before with other content.</summary>
    public const string CaseDiffers = "case-differs";

    /// <summary>A document of that id was stored before with other content or for another material.</summary>
    public const string DocumentDiffers = "document-differs";

    /// <summary>A decision of that id was sent before with other content.</summary>
    public const string DecisionDiffers = "decision-differs";

    /// <summary>A declaration of that id was made before with other content.</summary>
    public const string DeclarationDiffers = "declaration-differs";

    /// <summary>Another declaration of the same person holds already; withdraw it first.</summary>
    public const string AlreadyDeclared = "already-declared";

    /// <summary>The review task was decided or lapsed before.</summary>
    public const string TaskClosed = "task-closed";

    /// <summary>Another reviewer has claimed the review task.</summary>
    public const string TaskClaimed = "task-claimed";

    /// <summary>The case is at a stage where this cannot be done.</summary>
    public const string WrongStage = "wrong-stage";

    /// <summary>A request of that id was made before with other content.</summary>
    public const string RequestDiffers = "request-differs";

    /// <summary>The same is asked for already and waits for its decision.</summary>
    public const string RequestOpen = "request-open";

    /// <summary>The request was decided or has lapsed.</summary>
    public const string RequestClosed = "request-closed";

    /// <summary>
    /// Somebody else said already how the discrepancy is resolved; the fact <c>reasonCode</c> is what they said.
    /// </summary>
    public const string ResolutionDiffers = "resolution-differs";

    /// <summary>The copy is not released, was released to another clerk, or its day has passed.</summary>
    public const string CopyNotReadable = "copy-not-readable";

    /// <summary>The personal data are stored and may not be used any more; the fact <c>reason</c> says why.</summary>
    public const string DataRestricted = "data-restricted";

    // 410: it was there and is gone for good.
    /// <summary>The personal data were deleted; the fact <c>reason</c> says why.</summary>
    public const string DataDeleted = "data-deleted";

    // 413, 415: conditions of the transfer.
    /// <summary>The body is above the limit; the fact <c>maximumBytes</c> is the limit.</summary>
    public const string TooLarge = "too-large";

    /// <summary>
    /// The content is no complete PDF, JPEG or PNG, or the body is not the media type that the route takes; the fact
    /// <c>accepted</c> says what is.
    /// </summary>
    public const string WrongType = "wrong-type";

    // 422: a rule is broken.
    /// <summary>
    /// The resident ID number breaks GB 11643; the fact <c>reason</c> says which part (LENGTH, CHARSET, …).
    /// </summary>
    public const string IdNumberInvalid = "id-number-invalid";

    /// <summary>The name is empty, too long, or holds characters that no card shows.</summary>
    public const string NameInvalid = "name-invalid";

    /// <summary>Neither a mainland mobile nor a landline number.</summary>
    public const string PhoneInvalid = "phone-invalid";

    /// <summary>The card or account number breaks the rule of its kind; the fact <c>reason</c> says which.</summary>
    public const string AccountInvalid = "account-invalid";

    /// <summary>The address is empty, too long, or holds control characters.</summary>
    public const string AddressInvalid = "address-invalid";

    /// <summary>A field that the item needs is absent or empty.</summary>
    public const string FieldMissing = "field-missing";

    /// <summary>
    /// A field is longer than allowed; the fact <c>maximumCharacters</c> or <c>maximumItems</c> is the limit.
    /// </summary>
    public const string FieldTooLong = "field-too-long";

    /// <summary>Required materials are absent; the fact <c>missing</c> lists their codes.</summary>
    public const string MaterialMissing = "material-missing";

    /// <summary>The item does not ask for a material of that code.</summary>
    public const string MaterialUnknown = "material-unknown";

    /// <summary>The submission names one document twice.</summary>
    public const string DocumentRepeated = "document-repeated";

    /// <summary>The submission names a document that was not uploaded under the case.</summary>
    public const string DocumentMissing = "document-missing";

    /// <summary>The document was uploaded for another case, material or station.</summary>
    public const string DocumentNotYours = "document-not-yours";

    /// <summary>
    /// The identity check breaks a rule; the fact <c>reason</c> says which (WITNESS_MISSING, OUTDATED, …).
    /// </summary>
    public const string IdentityCheckIncomplete = "identity-check-incomplete";

    /// <summary>
    /// The notice shown breaks a rule; the fact <c>reason</c> says which (UNKNOWN, REPLACED, NOT_YET, …).
    /// </summary>
    public const string NoticeInvalid = "notice-invalid";

    /// <summary>
    /// A consent breaks a rule; the fact <c>reason</c> says which (GUARDIAN_MISSING, REPLACED, WITNESS_MISSING, …).
    /// </summary>
    public const string ConsentInvalid = "consent-invalid";

    /// <summary>The case has no personal field or paper of that name.</summary>
    public const string UnknownField = "unknown-field";

    /// <summary>The reference is no opaque file number.</summary>
    public const string ReferenceInvalid = "reference-invalid";

    /// <summary>The catalog has no item of that code.</summary>
    public const string UnknownItem = "unknown-item";

    /// <summary>No active station of that id.</summary>
    public const string UnknownStation = "unknown-station";

    /// <summary>
    /// The amount is negative or above the item's maximum; the fact <c>maximumFen</c> is the maximum.
    /// </summary>
    public const string AmountInvalid = "amount-invalid";

    /// <summary>This decision carries no amount.</summary>
    public const string AmountNotAllowed = "amount-not-allowed";

    /// <summary>This decision must carry the amount that the resident is to pay.</summary>
    public const string AmountRequired = "amount-required";

    /// <summary>
    /// A rejection or an unmask request must name its reason code, and a rejection explain <c>other</c> in the comment.
    /// </summary>
    public const string ReasonRequired = "reason-required";

    /// <summary>The verdict is none that this review level may give.</summary>
    public const string VerdictInvalid = "verdict-invalid";

    /// <summary>The bank reported another amount than the order's, to the fen.</summary>
    public const string AmountMismatch = "amount-mismatch";

    // 429: too often.
    /// <summary>
    /// The caller or the caller's address sent too many requests; the fact <c>retryAfterSeconds</c> says how long to
    /// wait.
    /// </summary>
    public const string TooManyRequests = "too-many-requests";

    // 500, 503: not the caller's fault.
    /// <summary>A bug or a broken environment; the log has it under the trace id.</summary>
    public const string Internal = "internal";

    /// <summary>Storage or the durable engine did not answer in time; the same request may be sent again.</summary>
    public const string Busy = "busy";

    /// <summary>No anchor of the case has a time stamp, and none can be had now; it may be tried again.</summary>
    public const string NotTimeStamped = "not-time-stamped";

    /// <summary>All codes in the order above.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(ProblemCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)];
}
