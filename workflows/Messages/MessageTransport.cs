namespace Daoban.Workflows.Messages;

/// <summary>A transport that this build has.</summary>
/// <param name="Name">One of <see cref="MessageTransports"/>.</param>
public sealed record MessageTransport(string Name);
