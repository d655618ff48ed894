using System.Net;
using System.Text.Json;
using Daoban.Emulator.Hosting.Webhooks;
using Daoban.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Hosting.Webhooks;

/// <summary>Events, ends, rewinds and purges by HTTP: HOST 152 to 154 and 156.</summary>
public sealed class WebhookControlTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task H152_RaiseEvent_ReachesTheInstance()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.StartAsync("Wait", "w1");

        Assert.Equal(
            (HttpStatusCode.Accepted, ""),
            await app.PostAsync("/instances/w1/raiseEvent/go", "\"blåbär\"").AnswerAsync());
        Assert.Equal("blåbär", (await app.EndAsync("w1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task H152_RaiseEvent_LooksAtTheStatusThenAtTheBody()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.StartAsync("Wait", "w1");
        await app.RunAsync("Greet", "g1", "Bo");
        const string Go = "/raiseEvent/go";

        Assert.Equal(
            (HttpStatusCode.NotFound, ""), await app.PostAsync($"/instances/nosuch{Go}", "{").AnswerAsync());
        Assert.Equal((HttpStatusCode.Gone, ""), await app.PostAsync($"/instances/g1{Go}", "{").AnswerAsync());
        Assert.Equal(
            (HttpStatusCode.BadRequest, """{"Message":"Only application/json request content is supported"}"""),
            await app.SendAsync(HttpMethod.Post, $"/instances/w1{Go}", "1", "text/plain").AnswerAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await app.PostAsync($"/instances/w1{Go}")).StatusCode);
        foreach (string bad in new[] { "{", "", "\"\\uD800\"" })
        {
            (HttpStatusCode status, string body) = await app.PostAsync($"/instances/w1{Go}", bad).AnswerAsync();
            JsonElement error = JsonDocument.Parse(body).RootElement;
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Equal(
                ["Message", "ExceptionMessage", "ExceptionType", "StackTrace"],
                error.EnumerateObject().Select(property => property.Name));
            Assert.Equal("Invalid JSON content", error.GetProperty("Message").GetString());
        }
    }

    [Fact]
    public async Task H153_H147_Terminate_EndsWithTheReasonAsOutput()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.StartAsync("Wait", "w1");

        Assert.Equal(
            (HttpStatusCode.Accepted, ""),
            await app.PostAsync("/instances/w1/terminate?reason=no%20need").AnswerAsync());
        await app.EndAsync("w1");

        JsonElement ended = await app.GetJsonAsync("/instances/w1");
        Assert.Equal("Terminated", ended.GetProperty("runtimeStatus").GetString());
        Assert.Equal("no need", ended.GetProperty("output").GetString());
    }

    [Fact]
    public async Task H153_SuspendAndResume_HoldTheInstance()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.StartAsync("Wait", "w1");

        Assert.Equal(
            (HttpStatusCode.Accepted, ""),
            await app.PostAsync("/instances/w1/suspend?reason=lunch").AnswerAsync());
        await StatusAsync("Suspended");
        Assert.Equal(HttpStatusCode.Accepted, (await app.GetAsync("/instances/w1")).StatusCode);
        Assert.Equal(
            (HttpStatusCode.Accepted, ""), await app.PostAsync("/instances/w1/resume").AnswerAsync());
        await StatusAsync("Running");

        Task StatusAsync(string status) => Eventually.HoldsAsync(async () =>
            (await app.GetJsonAsync("/instances/w1")).GetProperty("runtimeStatus").GetString() == status);
    }

    [Theory]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    public async Task H153_Controls_OfWhatIsNotThereOrHasEnded_AreRefused(string operation)
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "g1", "Bo");

        Assert.Equal(
            (HttpStatusCode.NotFound, ""), await app.PostAsync($"/instances/nosuch/{operation}").AnswerAsync());
        Assert.Equal((HttpStatusCode.Gone, ""), await app.PostAsync($"/instances/g1/{operation}").AnswerAsync());
    }

    [Fact]
    public async Task H154_Rewind_IsForFailedInstancesOnly()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "g1", "Bo");

        Assert.Equal(
            (HttpStatusCode.NotFound, """
                "No orchestration with instance ID \"$nosuch\" found."
                """),
            await app.PostAsync("/instances/nosuch/rewind?reason=x").AnswerAsync());
        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, "\"This orchestration has status Completed, but only orchestrations "
                + "in the \\\"Failed\\\" state can be rewound.\""),
            await app.PostAsync("/instances/g1/rewind?reason=x").AnswerAsync());
    }

    [Fact]
    public async Task H154_Rewind_OfAFailedInstance_ReachesTheClient()
    {
        await using var client = new FailedInstanceClient();
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString("?reason=try%20again");

        await ControlWebhooks.RewindAsync(context, client, "f1");

        Assert.Equal(StatusCodes.Status202Accepted, context.Response.StatusCode);
        Assert.Equal(["f1 try again"], client.Rewound);
    }

    [Fact]
    public async Task H156_PurgeOne_DeletesWhatHasEnded()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "g1", "Bo");
        await app.StartAsync("Wait", "w1");

        Assert.Equal(
            (HttpStatusCode.OK, """{"instancesDeleted":1}"""), await DeleteAsync("/instances/g1").AnswerAsync());
        Assert.Equal((HttpStatusCode.NotFound, ""), await DeleteAsync("/instances/g1").AnswerAsync());
        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, "\"Only orchestrations in a terminal state can be purged, but the "
                + "orchestration with instance ID w1 has status Running\""),
            await DeleteAsync("/instances/w1").AnswerAsync());

        Task<HttpResponseMessage> DeleteAsync(string path) => app.SendAsync(HttpMethod.Delete, path);
    }

    [Fact]
    public async Task H156_PurgeByFilter_NeedsABeginningAndDeletesWhatMatches()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "g1", "Bo");
        await app.RunAsync("Greet", "f1", "nobody");
        await app.StartAsync("Wait", "w1");
        const string All = "/instances?createdTimeFrom=2020-01-01T00:00:00Z";

        Assert.Equal(
            (HttpStatusCode.BadRequest, "\"Please provide value for 'createdTimeFrom' parameter.\""),
            await DeleteAsync("/instances?runtimeStatus=Completed"));
        Assert.Equal((HttpStatusCode.NotFound, ""), await DeleteAsync($"{All}&createdTimeTo=2020-01-02T00:00:00Z"));
        Assert.Equal((HttpStatusCode.NotFound, ""), await DeleteAsync($"{All}&runtimeStatus=Compleeted"));
        Assert.Equal(
            (HttpStatusCode.OK, """{"instancesDeleted":1}"""), await DeleteAsync($"{All}&runtimeStatus=Failed"));
        Assert.Equal((HttpStatusCode.OK, """{"instancesDeleted":1}"""), await DeleteAsync(All));
        Assert.Equal(
            OrchestrationRuntimeStatus.Running, (await app.Durable.GetInstanceAsync("w1"))!.RuntimeStatus);

        Task<(HttpStatusCode Status, string Body)> DeleteAsync(string path) =>
            app.SendAsync(HttpMethod.Delete, path).AnswerAsync();
    }
}
