using System.Reflection;
using System.Text;
using Azure;
using Daoban.Workflows.Problems;

namespace Daoban.Functions.Http;

/// <summary>
/// Describes an exception by types and codes alone. Texts of exceptions that are not ours quote their input, and that
/// may be personal data.
/// </summary>
internal static class Failure
{
    /// <summary>Where the exceptions live whose text is safe.</summary>
    public static readonly Assembly OurTypes = typeof(Problem).Assembly;

    private const int MaximumDepth = 5;

    /// <summary>
    /// Whether the exception is one of ours, whose text holds codes and ids only, and hides none that is not.
    /// </summary>
    public static bool IsOurs(Exception exception) =>
        exception.GetType().Assembly == OurTypes && exception.InnerException is null;

    /// <summary>Type and code of the exception and those inside, outermost first.</summary>
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        Exception? current = exception;
        for (int depth = 0; current is not null && depth < MaximumDepth; depth++)
        {
            text.Append(depth == 0 ? "" : " <- ").Append(current.GetType().FullName);
            if (CodeOf(current) is { } code)
            {
                text.Append('(').Append(code).Append(')');
            }

            current = current.InnerException;
        }

        return text.ToString();
    }

    private static string? CodeOf(Exception exception) => exception switch
    {
        RequestFailedException failed => $"{failed.Status} {failed.ErrorCode}".TrimEnd(),
        HttpRequestException failed => $"{failed.HttpRequestError} {(int?)failed.StatusCode}".TrimEnd(),
        System.Net.Sockets.SocketException failed => failed.SocketErrorCode.ToString(),
        _ when IsOurs(exception) => exception.Message,
        _ => null,
    };
}
