namespace Daoban.Functions.Activities;

/// <summary>
/// Stands for an exception of another library, by its type and code. Worth a retry, like what it stands for.
/// </summary>
/// <param name="failure">Types and codes, no text of the original.</param>
internal sealed class ForeignFailureException(string failure) : Exception(failure);
