using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Daoban.Issuer.People;

/// <summary>The page at <c>/</c>: who there is and how to get a token.</summary>
internal static class DirectoryPage
{
    public static string Render(string issuer, StaffList staff)
    {
        StringBuilder rows = new();
        foreach (DemoPerson person in staff.All)
        {
            string scope = string.Join(", ", [
                .. person.Stations, .. person.Districts, .. person.Departments,
                .. person.Levels.Select(level => $"level {level}")]);
            string command = $"curl -s -H 'Accept: text/plain' -d person={person.Id} {issuer}/token";
            rows.Append(CultureInfo.InvariantCulture, $"""
                <tr><td><code>{Encode(person.Id)}</code></td><td>{Encode(person.Name)}</td>
                <td>{Encode(person.Role)}</td><td>{Encode(scope)}</td><td><code>{Encode(command)}</code></td></tr>

                """);
        }

        return $$"""
            <!doctype html>
            <html lang="zh-Hans"><meta charset="utf-8"><title>岛办 Daoban: 开发令牌 development tokens</title>
            <style>body{font:16px/1.5 system-ui;margin:2rem;max-width:80rem}td,th{padding:.3rem .8rem;text-align:left}
            code{background:#f3f3f3}</style>
            <h1>岛办 开发令牌 · development tokens</h1>
            <p>虚构人员，仅供开发。Invented people, for development only. 有两个级别的人员可加 <code>-d level=2</code>。
            Who holds two levels adds <code>-d level=2</code>.</p>
            <table><tr><th>person</th><th>姓名</th><th>role</th><th>scope</th><th>token</th></tr>
            {{rows}}</table></html>
            """;
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
