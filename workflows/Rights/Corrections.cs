using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Rights;

/// <summary>The way of a correction's content into the case file and back, and what it must be.</summary>
internal static class Corrections
{
    private const string NewValue = "newValue";

    /// <summary>The fields that can be corrected.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. ResidentFields.All.Where(field => field != "note")];

    /// <summary>The content in normal form, or the first rule it breaks.</summary>
    /// <param name="record">The case.</param>
    /// <param name="field">One of <see cref="Fields"/>.</param>
    /// <param name="typed">What the clerk typed.</param>
    /// <param name="today">The day in China.</param>
    public static Attempt<string> Normalize(CaseRecord record, string field, string typed, DateOnly today)
    {
        switch (field)
        {
            case "name":
                return PersonName.Check(typed, NewValue);
            case "idNumber":
                Attempt<ResidentIdNumber> number = ResidentIdNumber.Check(typed, today, NewValue);
                return number.Succeeded ? number.Value.Text : number.Problem;
            case "phone":
                return Phone.Check(typed, NewValue);
            case "address":
                return HomeAddress.Check(typed, NewValue);
            default:
                return record.Resident.BankAccountKind is { } kind
                    ? BankAccount.Check(kind, typed, NewValue)
                    : new Problem(ProblemCodes.NotFound, "field");
        }
    }

    /// <summary>Protects the content until it is decided.</summary>
    public static string Protect(CaseFile file, string requestId, string content) =>
        file.Key.Protect(Scope(file.CaseId, requestId), content);

    /// <summary>The content in full, to put it into its place.</summary>
    public static string Reveal(CaseFile file, RightsRequestRecord request) =>
        file.Key.Unprotect(Scope(file.CaseId, request.RequestId), request.ProtectedNewValue!);

    private static string Scope(string caseId, string requestId) => $"{caseId}/request.{requestId}.newValue";
}
