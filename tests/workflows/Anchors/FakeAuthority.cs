using Daoban.Workflows.Anchors;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>A time-stamp authority that can be out of reach or not set at all.</summary>
internal sealed class FakeAuthority(ITimestampAuthority real) : ITimestampAuthority
{
    internal bool IsDown { get; set; }

    internal bool IsAbsent { get; set; }

    internal int Asked { get; private set; }

    public Task<byte[]?> StampAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        Asked++;
        return IsDown ? throw new TimestampException("The authority cannot be reached.")
            : IsAbsent ? Task.FromResult<byte[]?>(null)
            : real.StampAsync(data, cancellationToken);
    }
}
