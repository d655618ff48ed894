using System.Diagnostics;
using Daoban.TestKit;
using Daoban.Verify.Commands;

namespace Daoban.Tools.Tests.Verify;

/// <summary>The program itself, as a process.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly CaseScript script = new();
    private readonly string package;
    private readonly string key;

    public ExitCodeTests()
    {
        package = folder.Combine("evidence.zip");
        key = folder.Combine("public-key.pem");
        File.WriteAllBytes(package, script.Build().ToZip());
        File.WriteAllText(key, script.Key.PublicPem);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_SoundPackage_EndsWithZeroAndSaysUpToWhichTime()
    {
        (int code, string output) = await RunAsync(package, "--key", key);

        Assert.Equal(0, code);
        Assert.Contains("结论：完整", output, StringComparison.Ordinal);
        Assert.Contains("Verdict: whole", output, StringComparison.Ordinal);
        Assert.Contains("第 1 至 6 条最迟在北京时间 2026-11-25 16:20:01 已经存在", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithAuthorityAndOriginals_EndsWithZero()
    {
        string authority = folder.Combine("authority.pem");
        File.WriteAllText(authority, script.Authority.Pem);
        string originals = Directory.CreateDirectory(folder.Combine("originals")).FullName;
        foreach ((string id, byte[] paper) in script.Papers)
        {
            File.WriteAllBytes(Path.Combine(originals, id), paper);
        }

        (int code, string output) = await RunAsync(
            package, "--key", key, "--tsa-certificate", authority, "--originals", originals);

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Run_ChangedPackage_EndsWithOneAndNamesTheLink()
    {
        Evidence evidence = script.Build();
        evidence.EditLine(Evidence.Ledger, 3, line => line.Replace("clerk-1", "clerk-2", StringComparison.Ordinal));
        File.WriteAllBytes(package, evidence.ToZip());

        (int code, string output) = await RunAsync(package, "--key", key);

        Assert.Equal(1, code);
        Assert.Contains("ledger.jsonl 第 3 行：这一条被改动", output, StringComparison.Ordinal);
        Assert.Contains("ledger.jsonl, line 3: This entry was changed", output, StringComparison.Ordinal);
        Assert.Contains(
            "Files that are not those of the signed manifest: ledger.jsonl", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no archive")]
    public void Invoke_FileThatIsNoPackage_EndsWithOne(string content)
    {
        File.WriteAllText(package, content);

        Assert.Equal(CommandLine.NotWhole, Invoke(out _, package, "--key", key));
    }

    [Fact]
    public void Invoke_WrongKey_EndsWithOne()
    {
        File.WriteAllText(key, new TestKey().PublicPem);

        Assert.Equal(CommandLine.NotWhole, Invoke(out _, package, "--key", key));
    }

    [Fact]
    public void Invoke_WrongUse_EndsWithTwoAndSaysWhy()
    {
        string missing = folder.Combine("missing");
        string privateKey = folder.Combine("private.pem");
        File.WriteAllText(privateKey, script.Key.PrivatePem);

        AssertWrongUse("--key");
        AssertWrongUse("--key", package);
        AssertWrongUse("--what", package, "--key", key, "--what");
        AssertWrongUse(missing, missing, "--key", key);
        AssertWrongUse(missing, package, "--key", missing);
        AssertWrongUse(missing, package, "--key", key, "--originals", missing);
        AssertWrongUse(missing, package, "--key", key, "--tsa-certificate", missing);
        AssertWrongUse(package, package, "--key", package);
        AssertWrongUse(privateKey, package, "--key", privateKey);
        AssertWrongUse(package, package, "--key", key, "--tsa-certificate", package);
    }

    [Fact]
    public void Invoke_Help_EndsWithZero() => Assert.Equal(CommandLine.Whole, Invoke(out _, "--help"));

    [Fact]
    public void Invoke_NameWithControls_IsPrintedWithoutThem()
    {
        Evidence evidence = script.Build();
        evidence.Files["\u001b[2Jnotes"] = [1];
        File.WriteAllBytes(package, evidence.ToZip());

        Assert.Equal(CommandLine.NotWhole, Invoke(out string output, package, "--key", key));
        Assert.Contains("[2Jnotes", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    private static void AssertWrongUse(string says, params string[] arguments)
    {
        Assert.Equal(CommandLine.WrongUse, Invoke(out string output, arguments));
        Assert.Contains(says, output, StringComparison.Ordinal);
    }

    private static int Invoke(out string output, params string[] arguments)
    {
        using StringWriter writer = new();
        int code = CommandLine.Invoke(arguments, writer, writer);
        output = writer.ToString();
        return code;
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments.Prepend(typeof(CommandLine).Assembly.Location))
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
