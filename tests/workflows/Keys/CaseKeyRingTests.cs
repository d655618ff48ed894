using Daoban.Workflows.Keys;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Keys;

public sealed class CaseKeyRingTests
{
    private const string Scope = "case/resident.name";

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 7, 15, 7, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Open_RecordOfAnotherRing_GivesTheSameKey()
    {
        CaseKeyRing ring = TestKeys.Ring(time);
        CaseKeyRecord record = await ring.CreateAsync(default);
        CaseKey made = await ring.OpenAsync(record, default);

        CaseKey opened = await TestKeys.Ring(time).OpenAsync(record, default);

        Assert.Equal("text", opened.Unprotect(Scope, made.Protect(Scope, "text")));
        Assert.Equal((record.Id, "w1"), (opened.Id, record.WrappingKeyId));
    }

    [Fact]
    public async Task Create_Twice_GivesUnrelatedKeys()
    {
        CaseKeyRing ring = TestKeys.Ring(time);
        CaseKey one = await ring.OpenAsync(await ring.CreateAsync(default), default);
        CaseKey other = await ring.OpenAsync(await ring.CreateAsync(default), default);

        Assert.NotEqual(one.Id, other.Id);
        Assert.NotEqual(one.Salt("case"), other.Salt("case"));
    }

    [Fact]
    public async Task Open_AnyByteOfTheWrappedKeyChanged_IsRefused()
    {
        CaseKeyRecord record = await TestKeys.Ring(time).CreateAsync(default);
        byte[] wrapped = Convert.FromBase64String(record.Wrapped);
        for (int i = 0; i < wrapped.Length; i++)
        {
            byte[] altered = [.. wrapped];
            altered[i] ^= 1;
            CaseKeyRecord forged = record with { Wrapped = Convert.ToBase64String(altered) };
            await Assert.ThrowsAsync<ProtectionException>(() => TestKeys.Ring(time).OpenAsync(forged, default));
        }
    }

    [Fact]
    public async Task Rewrap_AfterRotation_KeepsTheKeyAndNamesTheNewWrappingKey()
    {
        CaseKeyRing before = TestKeys.Ring(time, TestKeys.Options("w1", 1));
        CaseKeyRecord record = await before.CreateAsync(default);
        CaseKey key = await before.OpenAsync(record, default);
        CaseKeyRing rotated = TestKeys.Ring(time, TestKeys.Options("w2", 2, ("w1", 1)));

        CaseKeyRecord? again = await rotated.RewrapAsync(record, default);

        Assert.Equal((record.Id, "w2"), (again!.Id, again.WrappingKeyId));
        Assert.Null(await rotated.RewrapAsync(again, default));
        CaseKey opened = await TestKeys.Ring(time, TestKeys.Options("w2", 2)).OpenAsync(again, default);
        Assert.Equal("text", opened.Unprotect(Scope, key.Protect(Scope, "text")));
        await Assert.ThrowsAsync<ProtectionException>(
            () => TestKeys.Ring(time, TestKeys.Options("w2", 2)).OpenAsync(record, default));
    }
}
