using System.Diagnostics.CodeAnalysis;

namespace Daoban.Workflows.Problems;

/// <summary>
/// What a handler answers: the value, or the <see cref="Problem"/> why there is none. Expected outcomes are values;
/// an exception means a broken environment or a bug. Reading the side that is not there throws.
/// </summary>
/// <typeparam name="T">The answer when it succeeded.</typeparam>
public sealed class Attempt<T>
{
    private readonly T? value;
    private readonly Problem? problem;

    private Attempt(T value) => this.value = value;

    private Attempt(Problem problem) => this.problem = problem;

    /// <summary>True when <see cref="Value"/> may be read, false when <see cref="Problem"/> may.</summary>
    public bool Succeeded => problem is null;

    /// <summary>The answer.</summary>
    /// <exception cref="InvalidOperationException">The attempt failed; names the problem's code.</exception>
    public T Value => problem is null
        ? value!
        : throw new InvalidOperationException($"The attempt failed with '{problem.Code}' and has no value.");

    /// <summary>Why there is no answer.</summary>
    /// <exception cref="InvalidOperationException">The attempt succeeded.</exception>
    public Problem Problem => problem
        ?? throw new InvalidOperationException("The attempt succeeded and has no problem.");

    /// <summary>
    /// Both sides in one test: <c>if (!attempt.TryGet(out var value, out var problem)) return problem;</c>
    /// </summary>
    public bool TryGet([NotNullWhen(true)] out T? answer, [NotNullWhen(false)] out Problem? refusal)
    {
        answer = value;
        refusal = problem;
        return Succeeded;
    }

    /// <summary>
    /// Success. Not for a <typeparamref name="T"/> that is an interface: C# ignores the conversion there.
    /// </summary>
    public static implicit operator Attempt<T>(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value);
    }

    /// <summary>Failure.</summary>
    public static implicit operator Attempt<T>(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(problem);
    }
}
