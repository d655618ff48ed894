using System.Globalization;

namespace Daoban.Run.Demo;

internal static class Money
{
    public static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"¥{fen / 100m:N2}");
}
