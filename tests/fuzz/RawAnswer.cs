using System.Text;

namespace Daoban.Fuzz;

/// <summary>What came back.</summary>
/// <param name="Status">The status; 0 when the connection was closed without an answer.</param>
/// <param name="Body">Without its transfer coding.</param>
/// <param name="MustClose">Whether the connection cannot be used again.</param>
internal sealed record RawAnswer(int Status, byte[] Body, bool MustClose)
{
    public static RawAnswer None { get; } = new(0, [], MustClose: true);

    public string Text => Encoding.UTF8.GetString(Body);
}
