namespace Daoban.Functions.Home;

/// <summary>The page at <c>/</c>: what this is and where things are.</summary>
internal static class HomePage
{
    /// <param name="version">The version of the build.</param>
    /// <param name="authority">The token issuer, as HTML.</param>
    public static string Write(string version, string authority) => PageLayout.Write("岛办 Daoban", $"""
        <h1>岛办 <span lang="en">Daoban</span></h1>
        <p>海岛便民服务站办件系统：站点受理、后台审核、银行缴费，全程留痕，可供审计。</p>
        <p class="en" lang="en">Cases of convenience-service stations on remote islands: taken in at the station,
        reviewed by the back office, paid at the bank, and readable by the auditor ever after.</p>
        <ul>
        <li><a href="/api/health">运行状况 <span lang="en">Health</span></a></li>
        <li><a href="/api/openapi.json">接口说明 <span lang="en">API description (OpenAPI)</span></a></li>
        <li>登录凭证由 <a href="{authority}">{authority}</a> 签发。
        <span class="en" lang="en">Access tokens come from there; send one as <code>Authorization: Bearer …</code>.
        </span></li>
        </ul>
        <p class="en">{version}</p>
        """);
}
