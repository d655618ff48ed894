using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
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

    /// <returns>The submission with its personal fields in normal form, or the first problem.</returns>
    public static Attempt<CaseSubmission> Check(
        CaseSubmission submission, CatalogItem item, Actor actor, DateTimeOffset now)
    {
        Attempt<ResidentData> resident = ResidentRules.Check(submission.Resident, item, ChinaTime.DateOf(now));
        if (!resident.Succeeded)
        {
            return resident.Problem;
        }

        Problem? problem = ProblemOf(submission.IdentityCheck, item, actor, now)
            ?? ProblemOf(submission.Materials, item)
            ?? (submission.Note is { Length: > MaximumNote }
                ? Problem.With(ProblemCodes.FieldTooLong, "note", "maximumCharacters", MaximumNote)
                : null);
        return problem is null ? submission with { Resident = resident.Value } : problem;
    }

    /// <summary>
    /// Whether the identity check is of an earlier visit. Only for a new case: a repetition may come any time later.
    /// </summary>
    public static bool IsOutdated(IdentityCheckData check, DateTimeOffset now) => check.CheckedAt < now - OldestCheck;

    private static Problem? ProblemOf(
        IdentityCheckData check, CatalogItem item, Actor actor, DateTimeOffset now) =>
        check.Outcome != "MATCH" ? IdentityCheckProblem.Outcome
        : check.CheckedAt > now + ClockSkew ? IdentityCheckProblem.Clock
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

    // Ids, not prose: they are stored and shown as they are.
    private static bool IsId(string? id) =>
        id is null || (id.Length <= MaximumId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    private static Problem? ProblemOf(IReadOnlyList<MaterialData> materials, CatalogItem item)
    {
        if (materials.Count > MaximumMaterials)
        {
            return Problem.With(ProblemCodes.FieldTooLong, "materials", "maximumItems", MaximumMaterials);
        }

        HashSet<string> ids = [];
        for (int i = 0; i < materials.Count; i++)
        {
            if (!item.Takes(materials[i].Code))
            {
                return new Problem(ProblemCodes.MaterialUnknown, $"materials[{i}].code");
            }

            if (!Ids.IsLowerCaseUuid(materials[i].DocumentId))
            {
                return new Problem(ProblemCodes.MalformedId, $"materials[{i}].documentId");
            }

            if (!ids.Add(materials[i].DocumentId))
            {
                return new Problem(ProblemCodes.DocumentRepeated, $"materials[{i}].documentId");
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
