using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Daoban.Workflows.Tests.Keys;

/// <summary>An environment that has a name and nothing else.</summary>
internal sealed class NamedEnvironment(string name) : IHostEnvironment
{
    public string EnvironmentName { get; set; } = name;

    public string ApplicationName { get; set; } = "tests";

    public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
