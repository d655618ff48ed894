using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>The app's serializer as upstream's helpers find it.</summary>
internal static class WorkerSerializer
{
    public static ObjectSerializer Of(FunctionContext context) =>
        context.InstanceServices.GetService<IOptions<WorkerOptions>>()?.Value.Serializer
        ?? throw new InvalidOperationException("A serializer is not configured for the worker.");
}
