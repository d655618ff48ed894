namespace Daoban.Run.Http;

/// <summary>
/// A program answered, and not as it should, or it did not answer for as long as we were willing to wait.
/// </summary>
internal sealed class UnexpectedAnswerException(string message) : Exception(message);
