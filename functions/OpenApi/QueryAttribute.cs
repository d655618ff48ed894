namespace Daoban.Functions.OpenApi;

/// <summary>A query parameter of an HTTP function, for the API description.</summary>
/// <param name="name">The parameter's name.</param>
/// <param name="description">What it means, Chinese and English.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class QueryAttribute(string name, string description) : Attribute
{
    /// <summary>The parameter's name.</summary>
    public string Name => name;

    /// <summary>What it means.</summary>
    public string Description => description;

    /// <summary>Whether a request without it is refused.</summary>
    public bool Required { get; init; }
}
