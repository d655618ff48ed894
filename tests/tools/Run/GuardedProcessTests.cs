using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Daoban.Run.Launch;
using Daoban.TestKit;

namespace Daoban.Tools.Tests.Run;

public sealed class GuardedProcessTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Start_AnsweringProgram_RunsUntilDisposedAndIsAskedToStop()
    {
        int port = FreePort.Next();
        GuardedProcess process = await GuardedProcess.StartAsync(
            Node(port, """process.on('SIGINT', () => { console.log('asked to stop'); process.exit(0); });"""), default);
        Assert.True(IsRunning(process.ProcessId));

        await process.DisposeAsync();

        Assert.False(IsRunning(process.ProcessId));
        string log = await File.ReadAllTextAsync(folder.Combine("node.log"));
        Assert.Contains("asked to stop", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_DeafProgram_KillsItAfterTheGrace()
    {
        ChildProgram deaf = Node(FreePort.Next(), "process.on('SIGINT', () => {});");
        GuardedProcess process = await GuardedProcess.StartAsync(
            deaf with { StopGrace = TimeSpan.FromMilliseconds(200) }, default);

        await process.DisposeAsync();

        Assert.False(IsRunning(process.ProcessId));
    }

    [Fact]
    public async Task Start_ProgramEnds_ShowsItsLastLines()
    {
        ChildProgram program = Node(FreePort.Next(), "console.error('no such thing'); process.exit(7);");

        var failure = await Assert.ThrowsAsync<LaunchException>(() => GuardedProcess.StartAsync(program, default));

        Assert.Contains("the program ended with code 7", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no such thing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnknownProgram_SaysSo()
    {
        ChildProgram program = Node(FreePort.Next(), "") with { File = folder.Combine("absent") };

        var failure = await Assert.ThrowsAsync<LaunchException>(() => GuardedProcess.StartAsync(program, default));

        Assert.Contains("the program did not start", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AwaitEnd_ProgramDies_Returns()
    {
        await using GuardedProcess process = await GuardedProcess.StartAsync(Node(FreePort.Next(), ""), default);
        using Process program = Process.GetProcessById(process.ProcessId);

        program.Kill();

        await process.AwaitEndAsync(default).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void UsualOrFree_BusyPort_IsReplaced()
    {
        using TcpListener busy = new(IPAddress.Loopback, Ports.Usual.Bank);
        try
        {
            busy.Start();
        }
        catch (SocketException)
        {
            // Somebody else holds it, which serves as well.
        }

        Ports ports = Ports.UsualOrFree();

        Assert.NotEqual(Ports.Usual.Bank, ports.Bank);
        Assert.Contains((Ports.Usual.Bank, ports.Bank), ports.Replaced());
    }

    [Fact]
    public void AllFree_Ports_DifferFromEachOther()
    {
        Ports ports = Ports.AllFree();

        int[] all = [ports.App, ports.Issuer, ports.Bank, ports.Tsa, ports.Blob, ports.Queue, ports.Table];
        Assert.Equal(7, all.Distinct().Count());
    }

    [Fact]
    public async Task DataFolder_TakenTwice_IsRefusedUntilReleased()
    {
        DataFolderLock first = await DataFolderLock.TakeAsync(folder.Path, default);
        await Assert.ThrowsAsync<LaunchException>(() => DataFolderLock.TakeAsync(folder.Path, default));

        first.Dispose();

        (await DataFolderLock.TakeAsync(folder.Path, default)).Dispose();
    }

    private ChildProgram Node(int port, string script) => new()
    {
        Name = "the program",
        File = "node",
        Arguments =
        [
            "-e",
            $"{script} require('node:http').createServer((_, answer) => answer.end()).listen({port}, '127.0.0.1');",
        ],
        LogFile = folder.Combine("node.log"),
        StopSignal = "SIGINT",
        Probes = [new Uri($"http://127.0.0.1:{port}/")],
    };

    private static bool IsRunning(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
