using System.Reflection;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.TestKit;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class AppAssembliesTests
{
    [Fact]
    public void H96_Of_TakesTheAppAndWhatKnowsTheSurface()
    {
        IReadOnlyCollection<Assembly> assemblies = AppAssemblies.Of(typeof(AppAssembliesTests).Assembly);

        Assert.Contains(typeof(AppAssembliesTests).Assembly, assemblies);
        Assert.DoesNotContain(typeof(Azurite).Assembly, assemblies);
        Assert.DoesNotContain(typeof(FunctionAttribute).Assembly, assemblies);
        Assert.DoesNotContain(typeof(object).Assembly, assemblies);
    }
}
