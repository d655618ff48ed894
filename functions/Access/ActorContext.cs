using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Access;

/// <summary>Carries the actor from the access middleware to the function.</summary>
internal static class ActorContext
{
    private static readonly object Key = typeof(ActorContext);

    /// <summary>Remembers who acts.</summary>
    public static void SetActor(this FunctionContext context, Actor actor) => context.Items[Key] = actor;

    /// <summary>Who acts; null when the function was not reached.</summary>
    public static Actor? FindActor(this FunctionContext context) =>
        context.Items.TryGetValue(Key, out object? actor) ? (Actor)actor : null;

    /// <summary>Who acts.</summary>
    /// <exception cref="InvalidOperationException">The function's entry asks for no token.</exception>
    public static Actor GetActor(this FunctionContext context) =>
        context.Items.TryGetValue(Key, out object? actor)
            ? (Actor)actor
            : throw new InvalidOperationException($"{context.FunctionDefinition.Name} runs without an actor.");
}
