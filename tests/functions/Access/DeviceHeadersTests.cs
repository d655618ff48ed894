using Daoban.Functions.Access;
using Daoban.Workflows.Ledger;
using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Tests.Access;

public sealed class DeviceHeadersTests
{
    private static readonly Actor Clerk = new("clerk-1", "clerk", ["damao"], [], null);

    [Theory]
    [InlineData("2026-07-15T15:00:00+08:00")]
    [InlineData("2026-07-15T07:00:00Z")]
    [InlineData("2026-07-15T07:00:00.000Z")]
    public void At_TabletThatNamesItself_IsEnteredWithItsClock(string time)
    {
        Actor actor = Clerk.At(Headers("tablet-7", time));

        Assert.Equal("tablet-7", actor.DeviceId);
        Assert.Equal(new DateTimeOffset(2026, 7, 15, 7, 0, 0, TimeSpan.Zero), actor.DeviceAt);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("林阿婆", "yesterday")]
    [InlineData("33090219620715998X", "2026-07-15")]
    [InlineData("a b", "2026-07-15T07:00:00")]
    public void At_WhatIsNotWellFormed_IsLeftOut(string id, string time)
    {
        Actor actor = Clerk.At(Headers(id, time));

        Assert.Equal((null, null), (actor.DeviceId, actor.DeviceAt));
    }

    private static HeaderDictionary Headers(string id, string time) => new()
    {
        [DeviceHeaders.Id] = id,
        [DeviceHeaders.Time] = time,
    };
}
