using System.Globalization;
using System.Text.Json;
using Azure;
using Daoban.Functions.Activities;
using Daoban.Functions.Tests.Support;
using Daoban.Workflows.Payments;
using Microsoft.DurableTask;

namespace Daoban.Functions.Tests.Activities;

public sealed class FailureMiddlewareTests
{
    private const string Canary = "33090219620715998X";

    private readonly RecordingLogger<FailureMiddleware> logger = new();

    public static TheoryData<Func<object>> ThingsThatQuoteTheirInput() => new((Func<object>[])
    [
        () => int.Parse(Canary, CultureInfo.InvariantCulture),
        () => Enum.Parse<DayOfWeek>(Canary),
        () => new Dictionary<string, int>()[Canary],
        () => JsonSerializer.Deserialize<Dictionary<string, int>>($$"""{"a":"{{Canary}}"}""")!,
        () => throw new ArgumentException(Canary, new FormatException(Canary)),
        () => throw new AggregateException(new FormatException(Canary), new FormatException(Canary)),
        () => throw new RequestFailedException(409, Canary, "EntityAlreadyExists", new IOException(Canary)),
        () => throw new RefusalWithSomethingInside(Canary),
        () => throw new DurableSerializationException(
            $$"""{"errorType":"System.FormatException","errorMessage":"{{Canary}}"}"""),
        () => throw new DurableSerializationException(Canary),
    ]);

    [Theory]
    [MemberData(nameof(ThingsThatQuoteTheirInput), DisableDiscoveryEnumeration = true)]
    public async Task Invoke_ForeignFailure_LeavesNothingOfItsTextForTheHistory(Func<object> fails)
    {
        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => InvokeAsync(fails));

        TaskFailureDetails? details = TaskFailureDetails.FromException(thrown);
        while (details is not null)
        {
            Assert.DoesNotContain(Canary, details.ToString(), StringComparison.Ordinal);
            details = details.InnerFailure;
        }

        Assert.DoesNotContain(Canary, thrown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, Assert.Single(logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_ForeignFailure_KeepsTypeAndCodeAndPlaceForTheOperator()
    {
        var failure = new RequestFailedException(409, Canary, "EntityAlreadyExists", new IOException());

        var thrown = await Assert.ThrowsAsync<ForeignFailureException>(() => InvokeAsync(() => throw failure));

        Assert.Equal("Azure.RequestFailedException(409 EntityAlreadyExists) <- System.IO.IOException", thrown.Message);
        Assert.Contains(nameof(FailureMiddlewareTests), Assert.Single(logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_FailureOfOurs_KeepsTheTypeThatRetryPoliciesLookAt()
    {
        var thrown = await Assert.ThrowsAsync<OrderRefusedException>(
            () => InvokeAsync(() => throw new OrderRefusedException("order-differs")));

        TaskFailureDetails details = TaskFailureDetails.FromException(thrown);
        Assert.Equal("Daoban.Workflows.Payments.OrderRefusedException", details.ErrorType);
        Assert.True(details.IsCausedBy<OrderRefusedException>());
    }

    // As extension 1.11 and later (camel case) and 1.9 (Pascal case) wrap what an activity throws.
    [Theory]
    [InlineData("""{"errorType":"Daoban.Workflows.Payments.OrderRefusedException","errorMessage":"order-differs"}""")]
    [InlineData("""{"ErrorType":"Daoban.Workflows.Payments.OrderRefusedException","InnerFailure":null}""")]
    public async Task Invoke_WrappedFailureOfOurs_StaysAsTheExtensionWrappedIt(string details)
    {
        var wrapped = new DurableSerializationException(details);

        Assert.Same(wrapped, await Assert.ThrowsAnyAsync<Exception>(() => InvokeAsync(() => throw wrapped)));
        Assert.Empty(logger.Lines);
    }

    [Theory]
    [InlineData(
        """{"errorType":"System.FormatException","innerFailure":{"errorType":"System.IO.IOException"}}""",
        "System.FormatException <- System.IO.IOException")]
    [InlineData(
        """{"errorType":"Daoban.Workflows.Payments.OrderRefusedException","innerFailure":{"errorType":"A"}}""",
        "Daoban.Workflows.Payments.OrderRefusedException <- A")]
    [InlineData("no JSON", "unknown")]
    public async Task Invoke_WrappedForeignFailure_IsNamedByItsTypes(string details, string expected)
    {
        var wrapped = new DurableSerializationException(details);

        var thrown = await Assert.ThrowsAsync<ForeignFailureException>(() => InvokeAsync(() => throw wrapped));

        Assert.Equal(expected, thrown.Message);
    }

    [Fact]
    public async Task Invoke_Success_PassesThrough()
    {
        await InvokeAsync(() => 1);

        Assert.Empty(logger.Lines);
    }

    private Task InvokeAsync(Func<object> body) => new FailureMiddleware(logger).Invoke(
        new FakeFunctionContext("RegisterPaymentOrder"),
        _ =>
        {
            body();
            return Task.CompletedTask;
        });

    private sealed class RefusalWithSomethingInside(string text) : Exception("code", new FormatException(text));
}
