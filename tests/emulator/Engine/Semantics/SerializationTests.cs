using System.Text.Json;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 18: payloads as text.</summary>
public sealed class SerializationTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    public static TheoryData<object, string> Payloads => new()
    {
        { new { Name = "é<" }, """{"Name":"\u00E9\u003C"}""" },
        { (1, "a"), """{"Item1":1,"Item2":"a"}""" },
        { 1.10m, "1.10" },
        { DayOfWeek.Tuesday, "2" },
        { TimeSpan.FromSeconds(90), "\"00:01:30\"" },
        { new byte[] { 1, 2, 3 }, "\"AQID\"" },
        { new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8)), "\"2026-03-02T08:00:00+08:00\"" },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public void S18_1_DefaultConverter_WritesFieldsNumbersAndEscapes(object value, string expected)
        => Assert.Equal(expected, JsonDataConverter.Default.Serialize(value));

    [Fact]
    public void S18_1_DefaultConverter_ReadsCaseSensitivelyAndForgivesUnknownMembers()
    {
        Box? read = JsonDataConverter.Default.Deserialize<Box>("""{"width":1,"Height":2,"Depth":3}""");

        Assert.Equal(new Box(0, 2), read);
    }

    [Fact]
    public void S18_1_Null_IsNoPayload()
    {
        Assert.Null(JsonDataConverter.Default.Serialize(null));
        Assert.Equal(0, JsonDataConverter.Default.Deserialize<int>(null));
        Assert.Null(JsonDataConverter.Default.Deserialize<Box>(null));
    }

    [Fact]
    public void S18_2_RuntimeType_IsWritten()
        => Assert.Equal(
            """{"Depth":3,"Width":1,"Height":2}""", JsonDataConverter.Default.Serialize((Box)new DeepBox(1, 2, 3)));

    [Fact]
    public void S18_2_ObjectElements_AreWrittenAsTheirRuntimeType()
        => Assert.Equal(
            """[{"Depth":3,"Width":1,"Height":2},"text",7]""",
            JsonDataConverter.Default.Serialize(new object[] { new DeepBox(1, 2, 3), "text", 7 }));

    [Fact]
    public async Task S18_2_DerivedTypeSent_IsReadAsTheDeclaredOne()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<Box, string>("TypeOf", box => box!.GetType().Name)
            .Orchestrator("Main", context => context.CallActivityAsync<string>("TypeOf", new DeepBox(1, 2, 3))));

        Assert.Equal("Box", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S18_4_GetInput_NoInputIsTheDefault()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator(
            "Main", context => Task.FromResult($"{context.GetInput<int>()} {context.GetInput<string>() is null}")));

        Assert.Equal("0 True", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S18_4_GetInput_WrongType_ThrowsAndCanBeCaught()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context =>
        {
            Expect.Thrown<JsonException>(() => context.GetInput<int>());
            return Task.FromResult("caught");
        }));

        Assert.Equal("caught", (await host.RunAsync("Main", "text")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S18_5_Records_TravelThroughInputActivityEventAndOutput()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<Box, Box>("Turn", box => new Box(box!.Height, box.Width))
            .Orchestrator("Main", async context =>
            {
                Box turned = await context.CallActivityAsync<Box>("Turn", context.GetInput<Box>());
                return new[] { turned, await context.WaitForExternalEvent<Box>("box") };
            }));
        string id = await host.BeginAsync("Main", new Box(1, 2));
        await host.Client.RaiseEventAsync(id, "box", new Box(3, 4));

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal([new Box(2, 1), new Box(3, 4)], end.ReadOutputAs<Box[]>()!);
    }

    [Fact]
    public void S18_5_InitPropertiesAndDefaults_SurviveMissingMembers()
    {
        Parcel? whole =
            JsonDataConverter.Default.Deserialize<Parcel>("""{"Id":"p-1","Weight":3,"Labels":["a"],"Place":"shelf"}""");
        Parcel? bare = JsonDataConverter.Default.Deserialize<Parcel>("""{"Id":"p-1"}""");

        Assert.Equal(("p-1", 3, "a", "shelf"), (whole!.Id, whole.Weight, whole.Labels[0], whole.Place));
        Assert.Equal(("p-1", 1, 0, "nowhere"), (bare!.Id, bare.Weight, bare.Labels.Count, bare.Place));
        Assert.Equal(
            """{"Id":"p-1","Weight":1,"Labels":[],"Place":"nowhere"}""", JsonDataConverter.Default.Serialize(bare));
    }

    private sealed record Parcel(string Id)
    {
        private static readonly IReadOnlyList<string> NoLabels = [];

        public int Weight { get; init; } = 1;

        public IReadOnlyList<string> Labels { get; init; } = NoLabels;

        public string Place { get; init; } = "nowhere";
    }

    private record Box(int Width, int Height);

    private sealed record DeepBox(int Width, int Height, int Depth) : Box(Width, Height);
}
