using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary>Makes the output readable where it is not a terminal: no wrapping at an assumed 80 columns.</summary>
internal static class ConsoleSetup
{
    private const int WidthOfFiles = 160;

    public static void Apply()
    {
        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }
    }
}
