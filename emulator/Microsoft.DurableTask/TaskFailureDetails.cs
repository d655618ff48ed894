using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using DurableTask.Core;
using DurableTask.Core.Exceptions;

namespace Microsoft.DurableTask;

/// <summary>A failure as it is stored in the history: the exception's type name and text, without the
/// exception.</summary>
/// <param name="ErrorType">The full name of the exception type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">The exception's stack trace; null when it was never thrown.</param>
/// <param name="InnerFailure">The failure that caused this one.</param>
/// <param name="Properties">Further facts about the exception, if some were recorded.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    private const string Unknown = "(unknown)";

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    /// <inheritdoc cref="IsCausedBy(Type)"/>
    public bool IsCausedBy<T>()
        where T : Exception
        => IsCausedBy(typeof(T));

    /// <summary>Whether the failed exception's type is this one or derives from it. Inner failures are not looked
    /// at.</summary>
    /// <exception cref="ArgumentException"><paramref name="targetBaseExceptionType"/> is not an exception
    /// type.</exception>
    /// <exception cref="AmbiguousMatchException">Several loaded assemblies have a type of the recorded
    /// name.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException(
                $"The type {targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        }

        return !string.IsNullOrEmpty(ErrorType)
            && targetBaseExceptionType.IsAssignableFrom(FindErrorType(targetBaseExceptionType.Assembly));
    }

    /// <summary>Describes an exception and, recursively, its inner exceptions.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Describe(exception);
    }

    [return: NotNullIfNotNull(nameof(details))]
    internal static TaskFailureDetails? FromCore(FailureDetails? details) => details is null
        ? null
        : new TaskFailureDetails(
            details.ErrorType,
            details.ErrorMessage,
            details.StackTrace,
            FromCore(details.InnerFailure),
            details.Properties);

    internal FailureDetails ToCore()
        => new(ErrorType, ErrorMessage, StackTrace, InnerFailure?.ToCore(), isNonRetriable: false, Properties);

    private static TaskFailureDetails Describe(Exception exception)
    {
        TaskFailureDetails? inner = exception.InnerException is { } cause ? Describe(cause) : null;
        if (exception is OrchestrationException { FailureDetails: var recorded })
        {
            return new TaskFailureDetails(
                recorded?.ErrorType ?? Unknown,
                recorded?.ErrorMessage ?? Unknown,
                recorded?.StackTrace,
                FromCore(recorded?.InnerFailure) ?? inner,
                recorded?.Properties);
        }

        return new TaskFailureDetails(
            exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, Properties: null);
    }

    private Type? FindErrorType(Assembly preferred)
    {
        Type? found = Type.GetType(ErrorType, throwOnError: false) ?? preferred.GetType(ErrorType, throwOnError: false);
        if (found is not null)
        {
            return found;
        }

        Type[] candidates = [.. AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
            .OfType<Type>()];
        return candidates.Length > 1
            ? throw new AmbiguousMatchException($"Multiple exception types with the name '{ErrorType}' were found.")
            : candidates.SingleOrDefault();
    }
}
