namespace Daoban.Functions.Http;

/// <summary>One kind of problem that the HTTP interface answers with. Its code is stable and never reused.</summary>
/// <param name="Code">The code of <see cref="Workflows.Problems.ProblemCodes"/>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="TitleZh">What happened, in Chinese.</param>
/// <param name="TitleEn">What happened, in English.</param>
internal sealed record ProblemEntry(string Code, int Status, string TitleZh, string TitleEn)
{
    /// <summary>
    /// Where the application explains this problem: the <c>type</c> of RFC 9457, relative to the origin.
    /// </summary>
    public string Page => ProblemCatalogue.PageFolder + Code;
}
