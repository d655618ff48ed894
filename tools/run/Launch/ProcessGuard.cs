namespace Daoban.Run.Launch;

/// <summary>
/// A little Node program between us and each program that we start. It puts the program into a session of its own, so
/// that a Ctrl-C in the terminal reaches only us and we can stop things in order; and it stops the program when our end
/// of its standard input closes, so that nothing is left behind even if we are killed.
/// </summary>
internal static class ProcessGuard
{
    public const int NotStarted = 98;
    public const int Killed = 99;

    /// <summary>
    /// Arguments: signal, grace in milliseconds, log file, program, its arguments. Prints the program's id.
    /// </summary>
    public const string Script = """
        const [signal, grace, log, file, ...options] = process.argv.slice(1);
        const out = require('node:fs').openSync(log, 'a');
        const child = require('node:child_process').spawn(
            file, options, { detached: true, stdio: ['ignore', out, out] });
        let stopping = false;
        let killed = false;
        const stop = () => {
            if (stopping) return;
            stopping = true;
            child.kill(signal);
            setTimeout(() => { killed = child.kill('SIGKILL'); }, Number(grace));
        };
        child.on('error', error => { console.error(error.message); process.exit(98); });
        child.on('exit', code => process.exit(killed ? 99 : code ?? 97));
        for (const ignored of ['SIGINT', 'SIGHUP']) process.on(ignored, () => {});
        process.on('SIGTERM', stop);
        process.stdin.on('end', stop).on('error', stop).resume();
        console.log(child.pid);
        """;
}
