namespace Daoban.Verify.Signatures;

/// <summary>What a file of the form <c>signed/1</c> holds.</summary>
internal sealed record EnvelopeJson(string Format, string Text, string Signature);
