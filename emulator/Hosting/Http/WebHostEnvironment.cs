using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>The host's environment as MVC's services ask for it. There is no web root.</summary>
internal sealed class WebHostEnvironment(IHostEnvironment environment) : IWebHostEnvironment
{
    public string WebRootPath { get; set; } = "";

    public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();

    public string ApplicationName { get; set; } = environment.ApplicationName;

    public IFileProvider ContentRootFileProvider { get; set; } = environment.ContentRootFileProvider;

    public string ContentRootPath { get; set; } = environment.ContentRootPath;

    public string EnvironmentName { get; set; } = environment.EnvironmentName;
}
