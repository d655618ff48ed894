using System.Collections.Concurrent;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Keys;

/// <summary>Tells which key a request carries. Keys are made in storage when first asked for, and read once.</summary>
internal sealed class FunctionKeys(AppSettings settings, HostIdentity identity)
{
    private const string Header = "x-functions-key";
    private const string QueryName = "code";

    private readonly ConcurrentDictionary<string, FunctionSecrets> functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<SecretStore?> store = new(() => settings.FindStorageConnection(null) is { } connection
        ? new SecretStore(
            new StorageClients(connection).Blobs.GetBlobContainerClient(SecretStore.ContainerName), identity.Id)
        : null);

    private HostSecrets? host;

    /// <summary>Whether there is a storage account to keep keys in.</summary>
    public bool HasStore => store.Value is not null;

    /// <summary>The level of the request's key (header <c>x-functions-key</c>, else query <c>code</c>).</summary>
    /// <param name="request">The request.</param>
    /// <param name="function">The function whose own keys count, or null.</param>
    /// <param name="needed">The level that the function asks for.</param>
    public async Task<KeyLevel> LevelOfAsync(HttpRequest request, string? function, AuthorizationLevel needed)
    {
        if (Given(request) is not { } given || !HasStore)
        {
            return KeyLevel.None;
        }

        CancellationToken cancellation = request.HttpContext.RequestAborted;
        bool needsOwn =
            function is not null && needed == AuthorizationLevel.Function && !functions.ContainsKey(function);
        if (host is null || needsOwn)
        {
            await EnsureAsync(needsOwn ? [function!] : [], cancellation);
        }

        return LevelOf(given, function);
    }

    /// <summary>Whether the request carries the host's system key of this name, or the master key.</summary>
    public async Task<bool> OpensSystemAsync(HttpRequest request, string name)
    {
        if (Given(request) is not { } given || !HasStore)
        {
            return false;
        }

        _ = await SystemKeyAsync(name, request.HttpContext.RequestAborted);
        return host!.MasterKey.Is(given) || host.FindSystemKey(name)!.Is(given);
    }

    /// <summary>The host's system key of this name, made if there is none; null without a store.</summary>
    public async Task<string?> SystemKeyAsync(string name, CancellationToken cancellationToken)
    {
        if (store.Value is not { } secrets)
        {
            return null;
        }

        host ??= await secrets.GetOrCreateAsync("host", HostSecrets.Create, cancellationToken);
        if (host.FindSystemKey(name) is null)
        {
            host = await secrets.UpdateAsync<HostSecrets>(
                "host", current => current.WithSystemKey(name), cancellationToken);
        }

        return host.FindSystemKey(name)!.Value;
    }

    /// <summary>The host's system key of this name if it has been read already.</summary>
    public string? KnownSystemKey(string name) => host?.FindSystemKey(name)?.Value;

    /// <summary>Makes the keys of these functions where they do not exist, so that an operator can read them.</summary>
    public async Task EnsureAsync(IEnumerable<string> functionNames, CancellationToken cancellationToken)
    {
        if (store.Value is { } secrets)
        {
            host ??= await secrets.GetOrCreateAsync("host", HostSecrets.Create, cancellationToken);
            foreach (string name in functionNames)
            {
                functions[name] = await secrets.GetOrCreateAsync(name, FunctionSecrets.Create, cancellationToken);
            }
        }
    }

    private static string? Given(HttpRequest request)
    {
        string? given = request.Headers[Header];
        given = string.IsNullOrEmpty(given) ? request.Query[QueryName] : given;
        return string.IsNullOrEmpty(given) ? null : given;
    }

    private KeyLevel LevelOf(string given, string? function) =>
        host!.MasterKey.Is(given) ? KeyLevel.Master
        : host.SystemKeys.Any(key => key.Is(given)) ? KeyLevel.System
        : host.FunctionKeys.Any(key => key.Is(given))
            || (function is not null
                && functions.TryGetValue(function, out FunctionSecrets? own)
                && own.Keys.Any(key => key.Is(given))) ? KeyLevel.Function
        : KeyLevel.None;
}
