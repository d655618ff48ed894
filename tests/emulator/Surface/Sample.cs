namespace Daoban.Emulator.Tests.Surface;

/// <summary>A bit of everything that a surface can show.</summary>
public sealed class Sample(string text)
{
    public const int Limit = 7;

    public IDictionary<string, object?>? Facts { get; init; }

    public string Text { get; } = text;

    public static Task<string?>? FindAsync(params object[] names)
        => Task.FromResult(names.FirstOrDefault()?.ToString())!;

    public T GetValue<T>(string? key = null, TimeSpan wait = default, int count = 3)
        => throw new KeyNotFoundException($"{Text}{key}{wait}{count}");
}
