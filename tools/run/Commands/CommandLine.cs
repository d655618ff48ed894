using System.CommandLine;
using System.Globalization;
using Daoban.Run.Launch;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary>The commands of <c>./run</c> and their options.</summary>
internal static class CommandLine
{
    public const int Failed = 1;
    public const int Interrupted = 130;

    // Stopping may take as long as the application drains its requests and Azurite saves.
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(90);

    public static Task<int> InvokeAsync(string[] args)
    {
        ConsoleSetup.Apply();
        InvocationConfiguration configuration = new() { ProcessTerminationTimeout = StopDeadline };
        return Create().Parse(args).InvokeAsync(configuration);
    }

    private static RootCommand Create()
    {
        Option<DirectoryInfo?> data = new("--data")
        {
            Description = "Folder to keep everything in. Default: .data in the repository.",
        };
        RootCommand root = new(
            "岛办 Daoban: starts Azurite, token issuer, bank simulator and application. Ctrl-C stops them.")
        {
            data,
        };
        root.Subcommands.Add(CreateDemo());
        root.Subcommands.Add(CreateRotateKeys());
        root.Subcommands.Add(CreateOpenApi());
        root.Subcommands.Add(BackupCommand.CreateBackup(GuardAsync));
        root.Subcommands.Add(BackupCommand.CreateRestore(GuardAsync));
        root.SetAction((parsed, cancellationToken) => GuardAsync(
            token => StartCommand.RunAsync(parsed.GetValue(data)?.FullName, token), cancellationToken));
        return root;
    }

    private static Command CreateDemo()
    {
        Option<Uri?> baseUrl = Address("--base-url", "Drive the application at this address instead of starting one.");
        Option<Uri?> issuerUrl = Address(
            "--issuer-url",
            "With --base-url: the token issuer. Default: the one that the application names, else port 7072.");
        Option<Uri?> bankUrl = Address(
            "--bank-url", "With --base-url: the bank simulator. Default: http://localhost:7073.");
        Option<FileInfo?> json = new("--json") { Description = "Write case ids and final states to this file." };
        Option<DirectoryInfo?> keep = new("--keep")
        {
            Description = "Leave the first case's evidence package and the public key that verifies it in this folder.",
        };
        Option<int> patience = new("--patience")
        {
            Description = "Seconds that one request, or one wait for a state, may take.",
            DefaultValueFactory = _ => 60,
        };
        patience.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3600)
            {
                result.AddError("--patience takes 1 to 3600 seconds.");
            }
        });
        Command demo = new(
            "demo", "Drives five cases over HTTP from intake to the bank, on free ports and scratch data.")
        {
            baseUrl, issuerUrl, bankUrl, json, keep, patience,
        };
        demo.SetAction((parsed, cancellationToken) => GuardAsync(
            token => DemoCommand.RunAsync(
                new DemoWish(
                    parsed.GetValue(baseUrl),
                    parsed.GetValue(issuerUrl),
                    parsed.GetValue(bankUrl),
                    parsed.GetValue(json),
                    parsed.GetValue(keep),
                    TimeSpan.FromSeconds(parsed.GetValue(patience))),
                token),
            cancellationToken));
        return demo;
    }

    private static Command CreateRotateKeys()
    {
        Option<Uri?> baseUrl = Address("--base-url", "The application. Default: http://localhost:7071.");
        Option<Uri?> issuerUrl = Address(
            "--issuer-url",
            $"The demo token issuer, when {RotateKeysCommand.TokenVariable} holds no administrator's access token.");
        Command rotate = new(
            "rotate-keys", "Puts the data keys of all cases under the application's present wrapping key.")
        {
            baseUrl, issuerUrl,
        };
        rotate.SetAction((parsed, cancellationToken) => GuardAsync(
            token => RotateKeysCommand.RunAsync(parsed.GetValue(baseUrl), parsed.GetValue(issuerUrl), token),
            cancellationToken));
        return rotate;
    }

    private static Command CreateOpenApi()
    {
        Option<FileInfo> to = new("--out") { Description = "The file to write.", Required = true };
        Option<Uri?> authority = Address("--authority", "The token issuer that it names. Default: that of ./run.");
        Command openApi = new("openapi", "Writes the OpenAPI document that the application serves.") { to, authority };
        openApi.SetAction((parsed, cancellationToken) => GuardAsync(
            token => OpenApiCommand.RunAsync(parsed.GetValue(to)!, parsed.GetValue(authority), token),
            cancellationToken));
        return openApi;
    }

    private static Option<Uri?> Address(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (Uri.TryCreate(text.TrimEnd('/') + '/', UriKind.Absolute, out Uri? address)
                && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"{name} takes an http(s) address.");
            return null;
        },
    };

    private static async Task<int> GuardAsync(
        Func<CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run(cancellationToken);
        }
        catch (LaunchException failure)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{failure.Message}[/]");
            return Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted;
        }
    }
}
