using System.Text.Json;
using Daoban.Functions.Http;

namespace Daoban.Functions.Activities;

/// <summary>
/// An activity's failure as newer durable extensions (1.11 and later) hand it to middleware: wrapped in an exception of
/// their own whose text is the failure's details as JSON, from which the host fills the history.
/// </summary>
/// <param name="ErrorType">Type name of what the activity threw.</param>
/// <param name="InnerFailure">What that exception had inside.</param>
internal sealed record WrappedFailure(string? ErrorType, WrappedFailure? InnerFailure)
{
    // The wrapper's type is internal to the extension.
    private const string Wrapper = "DurableSerializationException";

    private const int MaximumDepth = 5;

    // Older ones write PascalCase.
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Whether it is one of ours that hides none that is not; see <see cref="Failure.IsOurs" />.</summary>
    public bool IsOurs =>
        InnerFailure is null && ErrorType is not null && Failure.OurTypes.GetType(ErrorType) is not null;

    /// <summary>The failure inside; null when the exception is no such wrapper.</summary>
    public static WrappedFailure? Of(Exception exception)
    {
        if (exception.GetType().Name != Wrapper)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<WrappedFailure>(exception.ToString(), Json) ?? new(null, null);
        }
        catch (JsonException)
        {
            return new(null, null);
        }
    }

    /// <summary>Types of the failure and those inside, outermost first.</summary>
    public string Describe()
    {
        List<string> types = [];
        WrappedFailure? failure = this;
        while (failure is not null && types.Count < MaximumDepth)
        {
            types.Add(failure.ErrorType ?? "unknown");
            failure = failure.InnerFailure;
        }

        return string.Join(" <- ", types);
    }
}
