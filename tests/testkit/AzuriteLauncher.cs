namespace Daoban.TestKit;

/// <summary>
/// The little Node program between us and Azurite. It puts Azurite into a session of its own (a Ctrl-C in the terminal
/// must reach the app first) and sends it SIGINT when our end of the standard input closes, so that no Azurite outlives
/// a killed test run.
/// </summary>
internal static class AzuriteLauncher
{
    public const int KilledExitCode = 99;

    public const string Script = """
        const [script, ...options] = process.argv.slice(1);
        const azurite = require('node:child_process').spawn(
            process.execPath, [script, ...options], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
        let killed = false;
        const stop = () => {
            azurite.kill('SIGINT');
            setTimeout(() => { killed = azurite.kill('SIGKILL'); }, 20000).unref();
        };
        azurite.on('exit', code => process.exit(killed ? 99 : code ?? 0));
        process.on('SIGINT', () => {});
        process.on('SIGTERM', stop);
        process.stdin.on('end', stop).on('error', stop).resume();
        """;
}
