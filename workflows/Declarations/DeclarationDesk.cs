using Daoban.Workflows.Calendar;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Declarations;

/// <summary>
/// 回避申报: who of the residents is a member of staff or a relative of one, so that nobody handles such a case.
/// </summary>
public sealed class DeclarationDesk
{
    private const string IdField = "declarationId";
    private const string NumberField = "idNumber";
    private const int Attempts = 5;

    private readonly DeclarationStore store;
    private readonly IKeyedHash hash;
    private readonly TimeProvider clock;

    internal DeclarationDesk(DeclarationStore store, IKeyedHash hash, TimeProvider clock)
    {
        this.store = store;
        this.hash = hash;
        this.clock = clock;
    }

    /// <summary>
    /// Declares a person. The same id with the same content gets the same answer, with other content a refusal.
    /// </summary>
    public async Task<Attempt<DeclarationView>> DeclareAsync(
        string actorId, string declarationId, DeclarationData data, Actor by, CancellationToken cancellationToken)
    {
        if (!Ids.IsLowerCaseUuid(declarationId))
        {
            return new Problem(ProblemCodes.MalformedId, IdField);
        }

        DateTimeOffset now = clock.GetUtcNow();
        Attempt<ResidentIdNumber> number =
            ResidentIdNumber.Check(data.IdNumber, ChinaTime.DateOf(now), NumberField);
        if (!number.Succeeded)
        {
            return number.Problem;
        }

        DeclarationRecord record =
            new(hash.Hash("resident.idNumber", number.Value.Text), data.Relation, by.Id, now);
        if (await store.TryAddAsync(actorId, declarationId, record, cancellationToken))
        {
            return DeclarationView.Of(actorId, declarationId, record);
        }

        // Taken: by a repetition or by the echo of our own success, or there is another one for the person.
        return await store.FindAsync(actorId, declarationId, cancellationToken) is not ({ } known, _)
            ? new Problem(ProblemCodes.AlreadyDeclared, NumberField)
            : known.Person == record.Person && known.Relation == record.Relation
            ? DeclarationView.Of(actorId, declarationId, known)
            : new Problem(ProblemCodes.DeclarationDiffers, IdField);
    }

    /// <summary>One page of a person's declarations.</summary>
    public async Task<Attempt<DeclarationPage>> ListAsync(
        string actorId, string? continuation, CancellationToken cancellationToken)
    {
        if (continuation is not null && !Ids.IsLowerCaseUuid(continuation))
        {
            return new Problem(ProblemCodes.MalformedParameter, "continuation");
        }

        IReadOnlyList<(string Id, DeclarationRecord Record)> found =
            await store.ListAsync(actorId, continuation, cancellationToken);
        return new DeclarationPage(
            [.. found.Select(one => DeclarationView.Of(actorId, one.Id, one.Record))],
            DeclarationStore.IsFull(found.Count) ? found[^1].Id : null);
    }

    /// <summary>Withdraws a declaration. Withdrawing it again changes nothing.</summary>
    public async Task<Attempt<DeclarationView>> WithdrawAsync(
        string actorId, string declarationId, Actor by, CancellationToken cancellationToken)
    {
        if (!Ids.IsLowerCaseUuid(declarationId))
        {
            return new Problem(ProblemCodes.MalformedId, IdField);
        }

        // A row changes once in its life: whoever loses the race finds it withdrawn.
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await store.FindAsync(actorId, declarationId, cancellationToken) is not ({ } known, { } tag))
            {
                return new Problem(ProblemCodes.UnknownDeclaration, IdField);
            }

            if (known.WithdrawnAt is not null)
            {
                return DeclarationView.Of(actorId, declarationId, known);
            }

            DeclarationRecord withdrawn = known with { WithdrawnBy = by.Id, WithdrawnAt = clock.GetUtcNow() };
            if (await store.TryWithdrawAsync(actorId, declarationId, withdrawn, tag, cancellationToken))
            {
                return DeclarationView.Of(actorId, declarationId, withdrawn);
            }
        }

        return new Problem(ProblemCodes.Busy);
    }
}
