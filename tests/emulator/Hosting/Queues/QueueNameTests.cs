using Daoban.Emulator.Hosting.Queues;

namespace Daoban.Emulator.Tests.Hosting.Queues;

public sealed class QueueNameTests
{
    [Theory]
    [InlineData("review-tasks", "review-tasks")]
    [InlineData("Review-Tasks", "review-tasks")]
    [InlineData("q1a", "q1a")]
    public void Normalize_ValidName_IsLowerCase(string name, string expected) =>
        Assert.Equal(expected, QueueName.Normalize(name));

    [Theory]
    [InlineData("ab")]
    [InlineData("-abc")]
    [InlineData("abc-")]
    [InlineData("a--b")]
    [InlineData("a_b")]
    [InlineData("审核")]
    public void H97_Normalize_BadName_Throws(string name) =>
        Assert.Throws<InvalidOperationException>(() => QueueName.Normalize(name));

    [Fact]
    public void H110_PoisonOf_PoisonOrTooLongName_IsNull()
    {
        Assert.Equal("q-fail-poison", QueueName.PoisonOf("q-fail"));
        Assert.Null(QueueName.PoisonOf("q-fail-poison"));
        Assert.Null(QueueName.PoisonOf(new string('a', 57)));
        Assert.NotNull(QueueName.PoisonOf(new string('a', 56)));
    }
}
