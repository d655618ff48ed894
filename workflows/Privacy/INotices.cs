namespace Daoban.Workflows.Privacy;

/// <summary>Every version of every notice. Immutable and thread-safe; read from <c>notices.json</c> at start.</summary>
public interface INotices
{
    /// <summary>All versions, by code and version; those of days to come included.</summary>
    IReadOnlyList<Notice> All { get; }

    /// <summary>A version; null when there is none.</summary>
    Notice? Find(string code, int version);

    /// <summary>The version in force on a day in China; null when the code is unknown or not yet in force.</summary>
    Notice? InForce(string code, DateOnly day);
}
