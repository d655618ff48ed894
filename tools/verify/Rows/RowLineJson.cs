namespace Daoban.Verify.Rows;

/// <summary>One row of the case, with the salt of its commitment.</summary>
internal sealed record RowLineJson(string Row, string Text, string? Salt = null);
