namespace Daoban.Run.Demo;

/// <summary>What the demonstration drives.</summary>
/// <param name="App">Base address of the application, with a slash at the end.</param>
/// <param name="Issuer">Base address of the issuer, with a slash at the end.</param>
/// <param name="Bank">Base address of the bank simulator, with a slash at the end.</param>
/// <param name="Patience">How long one request, or one wait for a state, may take.</param>
internal sealed record DemoSettings(Uri App, Uri Issuer, Uri Bank, TimeSpan Patience);
