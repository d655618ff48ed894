namespace Daoban.Run.Demo;

/// <summary>One personal text in full.</summary>
internal sealed record RevealedText(string Field, string Text);
