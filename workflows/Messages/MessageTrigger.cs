namespace Daoban.Workflows.Messages;

/// <summary>A function that a transport's messages run. Those of the other transports must be disabled.</summary>
/// <param name="Transport">One of <see cref="MessageTransports"/>.</param>
/// <param name="Function">Name of the function.</param>
public sealed record MessageTrigger(string Transport, string Function);
