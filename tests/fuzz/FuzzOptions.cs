namespace Daoban.Fuzz;

/// <summary>How much of it.</summary>
/// <param name="Requests">For each operation of the API description.</param>
/// <param name="Seed">The same seed makes the same requests, up to the ids of the cases.</param>
/// <param name="Only">Operations to send to; empty for all.</param>
internal sealed record FuzzOptions(int Requests, int Seed, IReadOnlyList<string> Only)
{
    /// <summary>Requests under way at once; each with cases of its own, so that none waits for another.</summary>
    public const int Workers = 4;
}
