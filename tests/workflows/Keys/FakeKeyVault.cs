using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Daoban.Workflows.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Keys;

/// <summary>
/// A Key Vault with one EC and one RSA key over HTTPS. It is as strict as the real one about path, api-version, token,
/// algorithm and Base64url, and really signs and wraps.
/// </summary>
public sealed class FakeKeyVault : IAsyncLifetime
{
    internal const string Scope = "https://vault.azure.cn/.default";

    internal static readonly VaultKeyName Signing = new("daoban-signing", "0123456789abcdef0123456789abcdef");
    internal static readonly VaultKeyName Wrapping = new("daoban-wrapping", "fedcba9876543210fedcba9876543210");

    private readonly ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA rsa = RSA.Create(2048);
    private readonly X509Certificate2 certificate = MakeCertificate();
    private readonly WebApplication app;
    private readonly HttpClient http;
    private int failures;

    public FakeKeyVault()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        app = builder.Build();
        app.Run(HandleAsync);
        http = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => certificate.Equals(shown),
        });
    }

    /// <summary>Method and path of every request.</summary>
    internal ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Changes an answer before it goes out.</summary>
    internal Action<JsonObject>? Alter { get; set; }

    internal PublicSigningKey PublicKey => PublicSigningKey.Of(ec);

    public async ValueTask InitializeAsync() => await app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        certificate.Dispose();
        rsa.Dispose();
        ec.Dispose();
    }

    internal void FailNext(int times) => failures = times;

    internal KeyVaultKeys Client(string scope = Scope)
    {
        KeyVaultClientOptions options = new() { Transport = new HttpClientTransport(http) };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        Uri url = new(app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First());
        return new KeyVaultKeys(
            Options.Create(new KeyVaultOptions { Url = url, Scope = scope }), new FakeCredential(), options);
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static byte[] Decode(JsonObject body) => Base64Url.DecodeFromChars(body["value"]!.GetValue<string>());

    private async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        Requests.Enqueue($"{request.Method} {request.Path}");
        if (Interlocked.Decrement(ref failures) >= 0)
        {
            await RefuseAsync(context, 503, "ServiceUnavailable");
        }
        else if (request.Headers.Authorization != $"Bearer token for {Scope}")
        {
            await RefuseAsync(context, 401, "Unauthorized");
        }
        else if (request.Query["api-version"] != "7.4")
        {
            await RefuseAsync(context, 400, "BadParameter");
        }
        else
        {
            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        JsonObject? body = context.Request.Method == "POST" && context.Request.ContentType == "application/json"
            ? (await JsonNode.ParseAsync(context.Request.Body))!.AsObject()
            : null;
        string asked = $"{context.Request.Method} {context.Request.Path}";
        JsonObject? answer = (asked, body?["alg"]?.GetValue<string>()) switch
        {
            (var path, null) when path == $"GET /keys/{Signing}" => Key(),
            (var path, "ES256") when path == $"POST /keys/{Signing}/sign" && Decode(body!).Length == 32 =>
                Result(Signing, ec.SignHash(Decode(body!))),
            (var path, "RSA-OAEP-256") when path == $"POST /keys/{Wrapping}/wrapkey" =>
                Result(Wrapping, rsa.Encrypt(Decode(body!), RSAEncryptionPadding.OaepSHA256)),
            (var path, "RSA-OAEP-256") when path == $"POST /keys/{Wrapping}/unwrapkey" =>
                TryUnwrap(Decode(body!)),
            _ => null,
        };
        if (answer is null)
        {
            await RefuseAsync(context, 404, "KeyNotFound");
            return;
        }

        Alter?.Invoke(answer);
        await context.Response.WriteAsJsonAsync(answer);
    }

    private JsonObject? TryUnwrap(byte[] wrapped)
    {
        try
        {
            return Result(Wrapping, rsa.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static JsonObject Result(VaultKeyName key, byte[] value) => new()
    {
        ["kid"] = $"https://vault.test/keys/{key}",
        ["value"] = Base64Url.EncodeToString(value),
    };

    private JsonObject Key()
    {
        ECParameters parameters = ec.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["key"] = new JsonObject
            {
                ["kid"] = $"https://vault.test/keys/{Signing}",
                ["kty"] = "EC",
                ["key_ops"] = new JsonArray("sign", "verify"),
                ["crv"] = "P-256",
                ["x"] = Base64Url.EncodeToString(parameters.Q.X),
                ["y"] = Base64Url.EncodeToString(parameters.Q.Y),
            },
            ["attributes"] = new JsonObject { ["enabled"] = true },
        };
    }

    private static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = "caller appid=secret-name" },
        });
    }
}
