using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Problems;

public sealed class AttemptTests
{
    [Fact]
    public void Attempt_FromValue_HasTheValueAndNoProblem()
    {
        Attempt<string> attempt = "receipt";

        Assert.True(attempt.Succeeded);
        Assert.Equal("receipt", attempt.Value);
        Assert.True(attempt.TryGet(out string? value, out _));
        Assert.Equal("receipt", value);
        Assert.Throws<InvalidOperationException>(() => attempt.Problem);
    }

    [Fact]
    public void Attempt_FromProblem_HasTheProblemAndNoValue()
    {
        Attempt<int> attempt = new Problem(ProblemCodes.UnknownCase);

        Assert.False(attempt.Succeeded);
        Assert.Equal(ProblemCodes.UnknownCase, attempt.Problem.Code);
        Assert.False(attempt.TryGet(out _, out Problem? problem));
        Assert.Equal(ProblemCodes.UnknownCase, problem.Code);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => attempt.Value);
        Assert.Contains(ProblemCodes.UnknownCase, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attempt_FromNull_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => (Attempt<string>)(string)null!);
        Assert.Throws<ArgumentNullException>(() => (Attempt<string>)(Problem)null!);
    }
}
