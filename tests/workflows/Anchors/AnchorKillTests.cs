using Daoban.TestKit;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>A process that anchors may die at any of its requests to storage.</summary>
public sealed class AnchorKillTests(OwnAzuriteFixture azurite, TsaFixture tsa)
    : IClassFixture<OwnAzuriteFixture>, IClassFixture<TsaFixture>
{
    private static readonly string[] Chains = ["case/a", "case/b", "case/c"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Anchor_KilledAtEveryRequest_LosesNothing(bool afterServerActed)
    {
        int request = 0;
        bool wasKilled = true;
        while (wasKilled)
        {
            request++;
            wasKilled = await DieAsync(request, afterServerActed);
        }

        // Progress, anchors, marks, leaves, anchor, pointers, settling, time stamps, progress: 15 at least.
        Assert.InRange(request, 16, 200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Anchor_KilledAtEveryRequestThenChangedAgain_LosesNothing(bool afterServerActed)
    {
        for (int request = 4; request < 24; request++)
        {
            AnchorWorld world = await StartAsync();
            await KillAsync(world, request, afterServerActed);
            await world.ChangeAsync("case/b", "case/d");
            world.Pass();

            await world.AnchorAsync();

            await world.VerifyAsync();
            Assert.Empty(await world.MarksAsync());
        }
    }

    private async Task<AnchorWorld> StartAsync()
    {
        AnchorWorld world = await AnchorWorld.CreateAsync(azurite.ConnectionString, tsa);
        await world.ChangeAsync("case/a");
        await world.AnchorAsync();
        await world.ChangeAsync(Chains);
        world.Pass();
        return world;
    }

    private async Task<bool> DieAsync(int request, bool afterServerActed)
    {
        AnchorWorld world = await StartAsync();
        bool wasKilled = await KillAsync(world, request, afterServerActed);

        await world.AnchorAsync();

        // What was sealed before the kill is not sealed again.
        Assert.Equal(2, await world.VerifyAsync());
        Assert.Empty(await world.MarksAsync());
        return wasKilled;
    }

    private static async Task<bool> KillAsync(AnchorWorld world, int request, bool afterServerActed)
    {
        using HookedTransport transport = new();
        transport.DieAt(request, afterServerActed);
        Exception? death = await Record.ExceptionAsync(() => world.Writer(transport).AnchorAsync(default));
        return death is not null;
    }
}
