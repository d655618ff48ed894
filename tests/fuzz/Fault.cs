namespace Daoban.Fuzz;

/// <summary>A request that was answered as none may be.</summary>
/// <param name="Operation">To which operation.</param>
/// <param name="Number">Which request, from 0.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Request">The beginning of it.</param>
/// <param name="Answer">The beginning of it.</param>
internal sealed record Fault(string Operation, int Number, string What, string Request, string Answer);
