using Grpc.Core;

namespace Daoban.Emulator.Engine.Client;

/// <summary>Errors as the Functions host's durable client reports them.</summary>
internal static class ClientErrors
{
    public static RpcException NotFound(string instanceId) => new(new Status(
        StatusCode.NotFound, $"No instance with ID '{instanceId}' was found. (Parameter 'instanceId')"));

    /// <summary>For the calls that upstream's client checks by itself.</summary>
    public static ArgumentException UnknownInstance(string instanceId) =>
        new($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));

    /// <summary>The host does not implement the call.</summary>
    public static RpcException Unimplemented() => new(new Status(StatusCode.Unimplemented, string.Empty));

    public static RpcException NotRunning() => new(new Status(
        StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running."));

    /// <summary>The host maps no error for these; this is what its gRPC server then answers.</summary>
    public static RpcException Unmapped() => new(new Status(StatusCode.Unknown, "Exception was thrown by handler."));
}
