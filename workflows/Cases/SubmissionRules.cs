using Daoban.Workflows.Calendar;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Cases;

/// <summary>What a submission must be. Pure; names the first field that breaks a rule, never its content.</summary>
internal static class SubmissionRules
{
    private const int MaximumNote = 1000;
    private const int MaximumMaterials = 40;
    private const int MaximumId = 64;

    // A tablet's clock may run ahead of ours by this much.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    // A station may be cut off for days and submit afterwards; a check older than that is not of this visit.
    private static readonly TimeSpan OldestCheck = TimeSpan.FromDays(30);

    /// <summary>
    /// What every submission must be, also a repetition of an accepted one: no rule of an item, no look at the clock
    /// that a later day judges otherwise.
    /// </summary>
    /// <returns>The submission with its personal fields in normal form, or the first problem.</returns>
    public static Attempt<CaseSubmission> Normalize(CaseSubmission submission, DateTimeOffset now)
    {
        if (submission.Materials.Count > MaximumMaterials)
        {
            return Problem.With(ProblemCodes.FieldTooLong, "materials", "maximumItems", MaximumMaterials);
        }

        HashSet<string> ids = [];
        for (int i = 0; i < submission.Materials.Count; i++)
        {
            string id = submission.Materials[i].DocumentId;
            if (!Ids.IsLowerCaseUuid(id))
            {
                return new Problem(ProblemCodes.MalformedId, $"materials[{i}].documentId");
            }

            if (!ids.Add(id))
            {
                return new Problem(ProblemCodes.DocumentRepeated, $"materials[{i}].documentId");
            }
        }

        Attempt<ResidentData> resident = ResidentRules.Normalize(submission.Resident, ChinaTime.DateOf(now));
        return resident.Succeeded ? submission with { Resident = resident.Value } : resident.Problem;
    }

    /// <summary>The first rule that a new case of the item would break; null when it breaks none.</summary>
    /// <param name="submission">In normal form.</param>
    /// <param name="item">The version that the case would be pinned to.</param>
    /// <param name="actor">The clerk.</param>
    /// <param name="now">The present instant.</param>
    public static Problem? ProblemOf(
        CaseSubmission submission, CatalogItem item, Actor actor, DateTimeOffset now) =>
        ResidentRules.ProblemOf(submission.Resident, item)
        ?? ProblemOf(submission.IdentityCheck, item, actor, now)
        ?? ProblemOf(submission.Materials, item)
        ?? (submission.Note is { Length: > MaximumNote }
            ? Problem.With(ProblemCodes.FieldTooLong, "note", "maximumCharacters", MaximumNote)
            : null);

    private static Problem? ProblemOf(
        IdentityCheckData check, CatalogItem item, Actor actor, DateTimeOffset now) =>
        check.Outcome != "MATCH" ? IdentityCheckProblem.Outcome
        : check.CheckedAt > now + ClockSkew ? IdentityCheckProblem.Clock
        : check.CheckedAt < now - OldestCheck ? IdentityCheckProblem.Outdated
        : !IsId(check.ConsentId) ? IdentityCheckProblem.ConsentMalformed
        : !IsId(check.WitnessId) ? IdentityCheckProblem.WitnessMalformed
        : check.Method switch
        {
            "FACE" when item.FaceCheck is FaceCheck.None => IdentityCheckProblem.MethodNotAllowed,
            "FACE" => string.IsNullOrEmpty(check.ConsentId) ? IdentityCheckProblem.ConsentMissing : null,
            "CARD_AND_WITNESS" when string.IsNullOrEmpty(check.WitnessId) => IdentityCheckProblem.WitnessMissing,
            "CARD_AND_WITNESS" => check.WitnessId == actor.Id ? IdentityCheckProblem.WitnessIsClerk : null,
            _ => IdentityCheckProblem.MethodNotAllowed,
        };

    // Ids, neither prose nor anybody's number: they are stored and shown as they are.
    private static bool IsId(string? id) =>
        id is null
        || (id.Length <= MaximumId
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && !PersonalNumber.IsIn(id));

    private static Problem? ProblemOf(IReadOnlyList<MaterialData> materials, CatalogItem item)
    {
        for (int i = 0; i < materials.Count; i++)
        {
            if (!item.Takes(materials[i].Code))
            {
                return new Problem(ProblemCodes.MaterialUnknown, $"materials[{i}].code");
            }
        }

        // 一次性告知: everything that is missing, at once.
        string[] missing = [.. item.Materials
            .Where(rule => rule.Need is MaterialNeed.Required)
            .Where(rule => materials.Count(material => material.Code == rule.Code) < rule.MinimumCount)
            .Select(rule => rule.Code)];
        return missing.Length == 0 ? null : Problem.With(ProblemCodes.MaterialMissing, "materials", "missing", missing);
    }
}
