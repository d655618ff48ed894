using DurableTask.Core.Exceptions;

namespace DurableTask.Core;

/// <summary>What is kept of an exception: type, message, stack and the chain of inner failures.</summary>
public class FailureDetails : IEquatable<FailureDetails>
{
    public FailureDetails(
        string errorType,
        string errorMessage,
        string? stackTrace,
        FailureDetails? innerFailure,
        bool isNonRetriable,
        IDictionary<string, object?>? properties = null)
    {
        ErrorType = errorType;
        ErrorMessage = errorMessage;
        StackTrace = stackTrace;
        InnerFailure = innerFailure;
        IsNonRetriable = isNonRetriable;
        Properties = properties;
    }

    public FailureDetails(Exception e, FailureDetails innerFailure)
        : this(TypeOf(e), MessageOf(e), e.StackTrace, innerFailure, isNonRetriable: false)
    {
    }

    public FailureDetails(Exception e)
        : this(TypeOf(e), MessageOf(e), e.StackTrace, InnerOf(e), isNonRetriable: false)
    {
    }

    public string ErrorType { get; }

    public string ErrorMessage { get; }

    public string? StackTrace { get; }

    public FailureDetails? InnerFailure { get; }

    public bool IsNonRetriable { get; }

    public IDictionary<string, object?>? Properties { get; }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    public override bool Equals(object? other) => Equals(other as FailureDetails);

    public bool Equals(FailureDetails? other) =>
        other is not null
        && ErrorType == other.ErrorType
        && ErrorMessage == other.ErrorMessage
        && StackTrace == other.StackTrace
        && Equals(InnerFailure, other.InnerFailure);

    public override int GetHashCode() => HashCode.Combine(ErrorType, ErrorMessage, StackTrace, InnerFailure);

    private static string TypeOf(Exception e) => e.GetType().FullName ?? e.GetType().Name;

    private static FailureDetails? InnerOf(Exception e) =>
        e.InnerException is { } inner ? new FailureDetails(inner) : null;

    private static string MessageOf(Exception e) => e is TaskFailedException failed
        ? $"Task '{failed.Name}' (#{failed.ScheduleId}) failed with an unhandled exception: {failed.Message}"
        : e.Message;
}
