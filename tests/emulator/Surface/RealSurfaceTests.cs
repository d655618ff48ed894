using Daoban.Surface;
using Microsoft.DurableTask;

namespace Daoban.Emulator.Tests.Surface;

/// <summary>
/// The emulator against the assemblies of the real packages themselves: whatever it offers is there with the same
/// signature, defaults and annotations.
/// </summary>
public sealed class RealSurfaceTests(RealPackages packages) : IClassFixture<RealPackages>
{
    private static readonly Type[] Offered =
        [.. typeof(TaskOrchestrationContext).Assembly.GetExportedTypes().Where(type => !IsOurs(type))];

    [Fact]
    public void Types_OfTheEmulator_AreThereWithTheirBases() =>
        Assert.Empty(Offered.SelectMany(type => StrangeBases(type, packages.Find(type.FullName!))));

    [Fact]
    public void Members_OfTheEmulator_AreThere() =>
        Assert.Empty(Offered.SelectMany(type => StrangeMembers(type, packages.Find(type.FullName!))));

    [Fact]
    public void GenericConstraints_OfTheEmulator_AreThoseOfThePackages() =>
        Assert.Empty(Offered.SelectMany(type => StrangeConstraints(type, packages.Find(type.FullName!))));

    private static IEnumerable<string> StrangeBases(Type offered, Type? real)
    {
        string head = SurfaceFormat.Head(offered);
        return real is null
            ? [$"{head}: not there"]
            : SurfaceFormat.Head(real) != head
                ? [$"{head}: is {SurfaceFormat.Head(real)}"]
                : SurfaceFormat.Bases(offered).Except(SurfaceFormat.Bases(real)).Select(one => $"{head} : {one}");
    }

    private static IEnumerable<string> StrangeMembers(Type offered, Type? real) =>
        real is null
            ? []
            : SurfaceFormat.Members(offered).Except(SurfaceFormat.Members(real))
                .Select(member => $"{SurfaceFormat.Head(offered)}: {member}; there: "
                    + string.Join(" or ", SurfaceFormat.Members(real).Where(one => NameOf(one) == NameOf(member))));

    // The word in front of the parameters, the accessors or the value.
    private static string NameOf(string member) => member.Split('(', '{', '=')[0].TrimEnd().Split(' ')[^1];

    private static IEnumerable<string> StrangeConstraints(Type offered, Type? real) =>
        real is null ? [] : Constraints(offered).Except(Constraints(real));

    private static IEnumerable<string> Constraints(Type type) =>
        from method in type.GetMethods(SurfaceFormat.Declared)
        where method.IsGenericMethod && SurfaceFormat.IsVisible(method)
        from argument in method.GetGenericArguments()
        select $"{type.FullName}.{MemberFormat.Write(method)}: {argument.GenericParameterAttributes} "
            + string.Join(", ", argument.GetGenericParameterConstraints().Select(one => TypeFormat.Reference(one)));

    private static bool IsOurs(Type type) => type.Namespace!.StartsWith("Daoban.", StringComparison.Ordinal);
}
