using Daoban.Functions.Http;

namespace Daoban.Functions.Home;

/// <summary>The page to which the <c>type</c> of a problem points.</summary>
internal static class ProblemPage
{
    /// <summary>The page of one problem.</summary>
    public static string Write(ProblemEntry entry) => PageLayout.Write(entry.TitleZh, $"""
        <h1>{entry.TitleZh}</h1>
        <p class="en" lang="en">{entry.TitleEn}.</p>
        <p>代码 <span lang="en">code</span> <code>{entry.Code}</code> · HTTP <code>{entry.Status}</code></p>
        <p><a href="/">岛办 <span lang="en">Daoban</span></a></p>
        """);
}
