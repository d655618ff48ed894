using System.Reflection;
using Daoban.Surface;
using Daoban.TestKit;
using Microsoft.DurableTask;

namespace Daoban.Emulator.Tests.Surface;

/// <summary>
/// What compiles against the emulator must compile against the real packages. A failure names the member: either it is
/// wrong, or upstream has it and its line is missing in <c>upstream-surface.txt</c> (add it only after reading it in
/// upstream's source).
/// </summary>
public sealed class SurfaceTests
{
    private static readonly Assembly Emulator = typeof(TaskOrchestrationContext).Assembly;

    [Fact]
    public void PublicTypes_OfTheEmulator_AreUpstreamsOnly()
    {
        UpstreamSurface upstream = Load();

        string[] strangers =
            [.. Emulator.GetExportedTypes().Where(type => !IsOurs(type)).SelectMany(upstream.FindStrangers)];

        Assert.True(strangers.Length == 0, string.Join('\n', strangers));
    }

    /// <summary>
    /// Every change of what applications can use shows in a review: after an intended one, take over the file that this
    /// test leaves in its output folder.
    /// </summary>
    [Fact]
    public void PublicMembers_OfTheEmulator_AreThosePinned()
    {
        string[] present =
        [
            .. Emulator.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)
                .SelectMany(type => SurfaceFormat.Members(type).Order(StringComparer.Ordinal)
                    .Select(member => $"    {member}").Prepend(SurfaceFormat.Head(type))),
        ];
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "emulator-surface.txt"), present);

        Assert.Equal(
            File.ReadAllLines(Repository.PathTo("tests", "emulator", "Surface", "emulator-surface.txt")), present);
    }

    [Fact]
    public void PublicTypes_InOurOwnNamespaces_AreTheseOnly()
        => Assert.Equal(
            ["Daoban.Emulator.AzureStorageBuilderExtensions"],
            Emulator.GetExportedTypes().Where(IsOurs).Select(type => type.FullName!));

    [Fact]
    public void PublicTypes_OfTheEmulator_AreThere()
        => Assert.Contains(typeof(TaskOrchestrationContext), Emulator.GetExportedTypes());

    [Theory]
    [InlineData(typeof(Stranger), "sealed class Daoban.Emulator.Tests.Surface.Stranger")]
    [InlineData(typeof(AsyncPageable<>), "abstract class Microsoft.DurableTask.AsyncPageable<T>")]
    public void Head_OfAType_NamesItsKind(Type type, string expected)
        => Assert.Equal(expected, SurfaceFormat.Head(type));

    [Fact]
    public void FindStrangers_TypeUnknownUpstream_NamesIt()
        => Assert.Equal(
            ["sealed class Daoban.Emulator.Tests.Surface.Stranger"],
            Load().FindStrangers(typeof(Stranger)));

    [Fact]
    public void Members_OfAType_ShowAnnotationsDefaultsAndAccessors() => Assert.Equal(
        [
            "static Task<string?>? FindAsync(params object[] names)",
            "T GetValue<T>(string? key = null, TimeSpan wait = default, int count = 3)",
            "Sample(string text)",
            "IDictionary<string, object?>? Facts { get; init; }",
            "string Text { get; }",
            "const int Limit = 7",
        ],
        SurfaceFormat.Members(typeof(Sample)));

    private static UpstreamSurface Load() =>
        UpstreamSurface.Load(Repository.PathTo("tests", "emulator", "Surface", "upstream-surface.txt"));

    private static bool IsOurs(Type type) => type.Namespace!.StartsWith("Daoban.", StringComparison.Ordinal);
}
