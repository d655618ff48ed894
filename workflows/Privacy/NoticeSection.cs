namespace Daoban.Workflows.Privacy;

/// <summary>One section of a notice, for one screen of large type and one breath of reading aloud.</summary>
/// <param name="Topic">What it tells.</param>
/// <param name="HeadingZh">Heading, in Chinese.</param>
/// <param name="TextZh">Text, in Chinese.</param>
public sealed record NoticeSection(NoticeTopic Topic, string HeadingZh, string TextZh);
