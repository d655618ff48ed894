namespace Daoban.Workflows.Payments;

/// <summary>The bank refused an order for good. A retry cannot help.</summary>
/// <param name="code">The bank's refusal code: lower-case letters, digits and hyphens, nothing else.</param>
public sealed class OrderRefusedException(string code) : Exception($"The bank refused: {code}")
{
    /// <summary>The bank's refusal code, such as <c>order-differs</c>; <c>refused</c> when it gave none.</summary>
    public string Code { get; } = code;
}
