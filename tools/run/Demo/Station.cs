namespace Daoban.Run.Demo;

/// <summary>A station with the people of its district.</summary>
internal sealed record Station(string Id, string District, string Clerk, string FirstReviewer, string SecondReviewer)
{
    public static Station Damao { get; } =
        new("damao", "330902", "clerk-damao", "reviewer-dinghai-1", "reviewer-dinghai-2");

    public static Station Dongji { get; } =
        new("dongji", "330903", "clerk-dongji", "reviewer-putuo-1", "reviewer-putuo-2");

    public string Reviewer(int level) => level == 1 ? FirstReviewer : SecondReviewer;
}
