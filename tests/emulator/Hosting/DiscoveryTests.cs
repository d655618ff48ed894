using System.Diagnostics.CodeAnalysis;
using Daoban.Emulator.Hosting.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>HOST items 94, 95 and 97: what the real host skips or only logs stops the start here.</summary>
public sealed class DiscoveryTests
{
    [Theory]
    [InlineData(typeof(BadName), "Function 'bad name!': this is not a valid function name")]
    [InlineData(typeof(HostName), "Function 'Host': this is not a valid function name")]
    [InlineData(typeof(TwoNames), "Function 'same': ")]
    [InlineData(typeof(NoTrigger), "Function 'NoTrigger': no parameter has a trigger attribute")]
    [InlineData(typeof(TwoTriggers), "Function 'TwoTriggers': multiple trigger bindings defined")]
    [InlineData(
        typeof(Hidden), "Function 'Hidden': Daoban.Emulator.Tests.Hosting.DiscoveryTests+Hidden.Run is not public")]
    [InlineData(typeof(AsyncVoid), "RunAsync is async void; return Task")]
    [InlineData(typeof(GenericMethod), "or its class is generic")]
    [InlineData(typeof(AbstractClass), "is an instance method of an abstract class")]
    [InlineData(typeof(ByReference), "Function 'ByReference', parameter 'n': ref, out, pointer and span")]
    [InlineData(
        typeof(TextTrigger), "Function 'TextTrigger', parameter 'body': an HTTP trigger binds only HttpRequest")]
    [InlineData(typeof(ContextParameter), "parameter 'http': HttpContext is not bound by the Functions worker")]
    [InlineData(typeof(ServiceParameter), "parameter 'logger': ILogger is no binding and cannot be made from text")]
    [InlineData(
        typeof(WrongOrchestrator), "parameter 'context': an orchestration trigger binds only TaskOrchestrationContext")]
    [InlineData(typeof(AbstractInput), "parameter 'input': an activity's input is made from JSON")]
    [InlineData(typeof(WrongClient), "parameter 'client': a durable client binds only DurableTaskClient")]
    [InlineData(typeof(RequestInActivity), "parameter 'request': only functions with an HTTP trigger have a request")]
    [InlineData(typeof(MissingSetting), "Function 'MissingSetting': '%NoSuch%' does not resolve to a value.")]
    [InlineData(typeof(MissingConnection), "Storage account connection string 'AzureWebJobsNowhere' does not exist")]
    [InlineData(typeof(NeedsKey), "parameter 'req': it asks for a key, and AzureWebJobsStorage")]
    [InlineData(typeof(NeedsHub), "Storage account connection string 'AzureWebJobsStorage' does not exist")]
    public async Task H97_FunctionThatCannotBeBound_StopsTheStartAndIsNamed(Type functions, string message)
    {
        FunctionsStartException error =
            await Assert.ThrowsAsync<FunctionsStartException>(() => TestApp.StartAsync(functions));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H97_SeveralErrors_AreAllTold()
    {
        FunctionsStartException error = await Assert.ThrowsAsync<FunctionsStartException>(
            () => TestApp.StartAsync(typeof(BadName), typeof(NoTrigger), typeof(TextTrigger)));

        Assert.Equal(["bad name!", "NoTrigger", "TextTrigger"], error.Errors.Select(one => one.Function));
    }

    [Fact]
    public async Task H25_NoWebApplication_StopsTheStart()
    {
        FunctionsStartException error = await Assert.ThrowsAsync<FunctionsStartException>(
            () => TestApp.StartAsync(new TestAppOptions([typeof(Fine)]) { WebApplication = false }));

        Assert.Contains("needs builder.ConfigureFunctionsWebApplication()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H95_InternalClassAndStaticMethod_AreFound()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Fine));

        Assert.Equal("fine", await app.Client.GetStringAsync("/api/Fine"));
    }

    [Fact]
    public async Task H95_InheritedMethod_IsTheBaseClassesFunction()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Base), typeof(Derived));

        Assert.Equal("Base", await app.Client.GetStringAsync("/api/Inherited"));
        Assert.EndsWith(
            "DiscoveryTests+Base.Run",
            app.Get<FunctionCatalog>().Functions.Single().Definition.EntryPoint,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task H39_ReturnTypeThatIsLost_IsWarnedAbout()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Loses));

        Assert.Contains(app.Log.All, line =>
            line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains("Function 'Loses' returns System.String", StringComparison.Ordinal));
    }

    internal static class Fine
    {
        [Function("Fine")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) =>
            new OkObjectResult("fine");
    }

    internal class Base
    {
        [Function("Inherited")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) =>
            new OkObjectResult(GetType().Name);
    }

    internal sealed class Derived : Base;

    internal static class Loses
    {
        [Function("Loses")]
        public static string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) => "lost";
    }

    internal static class BadName
    {
        [Function("bad name!")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }
    }

    internal static class HostName
    {
        [Function("Host")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }
    }

    internal static class TwoNames
    {
        [Function("Same")]
        public static void One([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }

        [Function("same")]
        public static void Two([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }
    }

    internal static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(string text)
        {
        }
    }

    internal static class TwoTriggers
    {
        [Function("TwoTriggers")]
        public static void Run([HttpTrigger] HttpRequest req, [QueueTrigger("q")] string message)
        {
        }
    }

    internal static class Hidden
    {
        [Function("Hidden")]
        internal static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }
    }

    internal static class AsyncVoid
    {
        [Function("AsyncVoid")]
        public static async void RunAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) =>
            await Task.Yield();
    }

    internal static class GenericMethod
    {
        [Function("GenericMethod")]
        public static void Run<T>([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }
    }

    internal abstract class AbstractClass
    {
        [Function("AbstractClass")]
        [SuppressMessage("Performance", "CA1822", Justification = "An instance method is the point.")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }
    }

    internal static class ByReference
    {
        [Function("ByReference")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, ref int n)
        {
        }
    }

    internal static class TextTrigger
    {
        [Function("TextTrigger")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] string body)
        {
        }
    }

    internal static class ContextParameter
    {
        [Function("ContextParameter")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, HttpContext http)
        {
        }
    }

    internal static class ServiceParameter
    {
        [Function("ServiceParameter")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, ILogger logger)
        {
        }
    }

    internal static class WrongOrchestrator
    {
        [Function("WrongOrchestrator")]
        public static Task RunAsync([OrchestrationTrigger] string context) => Task.CompletedTask;
    }

    internal static class AbstractInput
    {
        [Function("AbstractInput")]
        public static void Run([ActivityTrigger] TaskActivityContext input)
        {
        }
    }

    internal static class WrongClient
    {
        [Function("WrongClient")]
        public static void Run(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, [DurableClient] string client)
        {
        }
    }

    internal static class RequestInActivity
    {
        [Function("RequestInActivity")]
        public static void Run([ActivityTrigger] string input, HttpRequest request)
        {
        }
    }

    internal static class MissingSetting
    {
        [Function("MissingSetting")]
        public static void Run([QueueTrigger("%NoSuch%")] string message)
        {
        }
    }

    internal static class MissingConnection
    {
        [Function("MissingConnection")]
        public static void Run([QueueTrigger("q-one", Connection = "Nowhere")] string message)
        {
        }
    }

    internal static class NeedsKey
    {
        [Function("NeedsKey")]
        public static void Run([HttpTrigger] HttpRequest req)
        {
        }
    }

    internal static class NeedsHub
    {
        [Function("NeedsHub")]
        public static void Run(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, [DurableClient] DurableTaskClient client)
        {
        }
    }
}
