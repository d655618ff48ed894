using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task H56_Middleware_RunsInOrderOfUseAroundTheFunction()
    {
        var trace = new List<string>();
        await using TestApp app = await StartAsync(builder =>
        {
            builder.Services.AddSingleton(trace);
            builder.UseMiddleware(async (_, next) => await TracedAsync(trace, "a", next));
            builder.UseMiddleware(async (_, next) => await TracedAsync(trace, "b", next));
        });

        await app.Client.GetStringAsync("/api/Hello");

        Assert.Equal(["a in", "b in", "function", "b out", "a out"], trace);
    }

    [Fact]
    public async Task H56_MiddlewareBeforeTheWebApplication_SeesNoHttpContext()
    {
        bool? sawContext = null;
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            WebApplication = false,
            Configure = builder =>
            {
                builder.Services.AddSingleton<List<string>>();
                builder.UseMiddleware((context, next) =>
                {
                    sawContext = context.GetHttpContext() is not null;
                    return next();
                });
                builder.ConfigureFunctionsWebApplication();
            },
        });

        Assert.Equal("hello", await app.Client.GetStringAsync("/api/Hello"));
        Assert.False(sawContext);
    }

    [Fact]
    public async Task H57_MiddlewareType_IsOneObjectForAllInvocations()
    {
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware<Counting>());

        await app.Client.GetStringAsync("/api/Hello");
        await app.Client.GetStringAsync("/api/Hello");

        Assert.Equal(2, app.Get<Counting>().Calls);
    }

    [Fact]
    public async Task H58_HttpInvocation_HasTheContextAsItsOnlyItem()
    {
        object[]? items = null;
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware((context, next) =>
        {
            items = [.. context.Items.Keys];
            return next();
        }));

        await app.Client.GetStringAsync("/api/Hello");

        Assert.Equal(["HttpRequestContext"], items!);
    }

    [Fact]
    public async Task H64_Items_FlowInwardAndOutward()
    {
        object? outward = null;
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            context.Items["in"] = "inward";
            await next();
            outward = context.Items["out"];
        }));

        Assert.Equal("inward", await app.Client.GetStringAsync("/api/Items"));
        Assert.Equal("outward", outward);
    }

    [Fact]
    public async Task H3_Parameter_IsTheRoutesWhateverMiddlewareMakesOfRouteValues()
    {
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware((context, next) =>
        {
            context.GetHttpContext()!.Request.RouteValues["id"] = "other";
            return next();
        }));

        Assert.Equal("5", await app.Client.GetStringAsync("/api/ById/5"));
    }

    [Fact]
    public async Task H62_BodyWrittenBeforeNext_IsAllThatTheClientGets()
    {
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            await context.GetHttpContext()!.Response.WriteAsync("part");
            await next();
        }));

        using HttpResponseMessage answer =
            await app.Client.GetAsync("/api/Hello", HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await answer.Content.ReadAsStreamAsync();
        byte[] part = new byte[4];
        await body.ReadExactlyAsync(part);

        Assert.Equal((HttpStatusCode.OK, "part"), (answer.StatusCode, Encoding.UTF8.GetString(part)));
        await Assert.ThrowsAnyAsync<IOException>(async () => await body.ReadExactlyAsync(part));
    }

    [Fact]
    public async Task UseWhen_PredicateIsFalse_SkipsTheMiddleware()
    {
        await using TestApp app = await StartAsync(builder =>
            builder.UseWhen<Counting>(context => context.FunctionDefinition.Name == "Fails"));

        await app.Client.GetStringAsync("/api/Hello");
        await app.Client.GetAsync("/api/Fails");

        Assert.Equal(1, app.Get<Counting>().Calls);
    }

    [Theory]
    [InlineData("write", HttpStatusCode.OK, "written")]
    [InlineData("status", HttpStatusCode.Forbidden, "")]
    [InlineData("execute", HttpStatusCode.Accepted, "\"executed\"")]
    [InlineData("action", (HttpStatusCode)418, "teapot")]
    [InlineData("result", HttpStatusCode.UnprocessableEntity, "\"entity\"")]
    [InlineData("string", HttpStatusCode.OK, "")]
    [InlineData("nothing", HttpStatusCode.OK, "")]
    public async Task H59_H60_ShortCircuit_AnswersWithoutTheFunction(string how, HttpStatusCode status, string body)
    {
        await using TestApp app =
            await StartAsync(builder => builder.UseMiddleware((context, _) => ShortAsync(context, how)));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Fails");

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task H61_AfterNext_TheUnexecutedResultCanBeReplaced()
    {
        object? seen = null;
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            InvocationResult result = context.GetInvocationResult();
            seen = result.Value;
            Assert.False(context.GetHttpContext()!.Response.HasStarted);
            context.GetHttpContext()!.Response.Headers["x-added"] = "1";
            result.Value = new AcceptedResult((string?)null, "replaced");
        }));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Hello");

        Assert.IsType<OkObjectResult>(seen);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("replaced", await answer.Content.ReadAsStringAsync());
        Assert.Equal(["1"], answer.Headers.GetValues("x-added"));
    }

    [Fact]
    public async Task H61_ResultSetToNull_IsAnEmpty200()
    {
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            context.GetInvocationResult().Value = null;
        }));

        Assert.Equal("", await app.Client.GetStringAsync("/api/Hello"));
    }

    [Fact]
    public async Task H63_Exception_ReachesMiddlewareAsItIsAndMayBeAnswered()
    {
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (NotSupportedException exception)
            {
                context.GetInvocationResult().Value = new ConflictObjectResult(exception.Message);
            }
        }));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Fails");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("original", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task H63_MiddlewareThatThrows_IsAnEmpty500(bool before)
    {
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware(async (_, next) =>
        {
            if (!before)
            {
                await next();
            }

            throw new InvalidOperationException("middleware");
        }));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Hello");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task H35_BindingFailure_IsCaughtByMiddlewareAsConverterException()
    {
        Exception? caught = null;
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware(async (_, next) =>
            caught = await Record.ExceptionAsync(next)));

        await app.Client.GetAsync("/api/Number?n=x");

        FunctionInputConverterException exception = Assert.IsType<FunctionInputConverterException>(caught);
        Assert.StartsWith(
            "Error converting 1 input parameters for Function 'Number': Cannot convert input parameter 'n' to type "
            + "'System.Int32' from type 'System.String'. Error:",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task H65_H66_Definition_DescribesTheFunctionAndItsBindings()
    {
        FunctionContext? seen = null;
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware((context, next) =>
        {
            seen = context;
            return next();
        }));

        await app.Client.GetAsync("/api/Number?n=5");

        FunctionDefinition definition = seen!.FunctionDefinition;
        Assert.Equal("Number", definition.Name);
        Assert.EndsWith("MiddlewareTests+Functions.Number", definition.EntryPoint, StringComparison.Ordinal);
        Assert.Equal(typeof(Functions).Assembly.Location, definition.PathToAssembly);
        Assert.Equal(["req", "n"], definition.Parameters.Select(parameter => parameter.Name));
        Assert.IsType<HttpTriggerAttribute>(definition.Parameters[0].Properties["bindingAttribute"]);
        BindingMetadata trigger = Assert.Single(definition.InputBindings.Values);
        Assert.Equal(("req", "httpTrigger", BindingDirection.In), (trigger.Name, trigger.Type, trigger.Direction));
        Assert.Matches(@"^\d+$", definition.Id);
        Assert.Equal(BindingDirection.Out, definition.OutputBindings["$return"].Direction);
        Assert.Equal(seen.FunctionId, definition.Id);
        Assert.Equal("5", seen.BindingContext.BindingData["n"]);
        Assert.StartsWith("00-", seen.TraceContext.TraceParent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-0af7651916cd43dd8448eb211c80319c-")]
    [InlineData("nonsense", "00-")]
    public async Task TraceParent_OfTheRequest_IsContinuedIfItIsOne(string header, string start)
    {
        string? seen = null;
        await using TestApp app = await StartAsync(builder => builder.UseMiddleware((context, next) =>
        {
            seen = context.TraceContext.TraceParent;
            return next();
        }));
        app.Client.DefaultRequestHeaders.Add("traceparent", header);

        await app.Client.GetStringAsync("/api/Hello");

        Assert.StartsWith(start, seen, StringComparison.Ordinal);
        Assert.Equal(55, seen!.Length);
    }

    private static Task<TestApp> StartAsync(Action<FunctionsApplicationBuilder> configure) =>
        TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton<List<string>>();
                configure(builder);
            },
        });

    private static async Task TracedAsync(List<string> trace, string name, Func<Task> next)
    {
        trace.Add($"{name} in");
        await next();
        trace.Add($"{name} out");
    }

    private static Task ShortAsync(FunctionContext context, string how)
    {
        HttpContext http = context.GetHttpContext()!;
        InvocationResult result = context.GetInvocationResult();
        switch (how)
        {
            case "write":
                return http.Response.WriteAsync("written");
            case "status":
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
            case "execute":
                return Results.Accepted(value: "executed").ExecuteAsync(http);
            case "action":
                result.Value = new ContentResult { StatusCode = 418, Content = "teapot" };
                break;
            case "result":
                result.Value = Results.UnprocessableEntity("entity");
                break;
            case "string":
                result.Value = "text";
                break;
        }

        return Task.CompletedTask;
    }

    public sealed class Counting : IFunctionsWorkerMiddleware
    {
        public int Calls { get; private set; }

        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            Calls++;
            return next(context);
        }
    }

    public sealed class Functions(List<string> trace)
    {
        [Function("Hello")]
        public IActionResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest req)
        {
            trace.Add("function");
            return new OkObjectResult("hello");
        }

        [Function("Fails")]
        public static IActionResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest req) =>
            throw new NotSupportedException("original");

        [Function("Items")]
        public static IActionResult Items(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest req, FunctionContext context)
        {
            context.Items["out"] = "outward";
            return new OkObjectResult(context.Items["in"]);
        }

        [Function("ById")]
        public static IActionResult ById(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ById/{id}")] HttpRequest req, string id) =>
            new OkObjectResult(id);

        [Function("Number")]
        public static IActionResult Number([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest req, int n) =>
            new OkObjectResult(n);
    }
}
