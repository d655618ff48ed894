namespace Daoban.Workflows.Identity;

/// <summary>As the ID number codes it.</summary>
public enum Sex
{
    /// <summary>女.</summary>
    Female,

    /// <summary>男.</summary>
    Male,
}
