using Daoban.Workflows.Catalog;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Cases;

/// <summary>What a resident's data must be (rules §1, §4–6). Pure.</summary>
internal static class ResidentRules
{
    private const string AccountMaterial = "M06";

    /// <returns>The resident in normal form, or the first problem.</returns>
    public static Attempt<ResidentData> Normalize(ResidentData resident, DateOnly today)
    {
        Attempt<string> name = PersonName.Check(resident.Name, "resident.name");
        if (!name.Succeeded)
        {
            return name.Problem;
        }

        Attempt<ResidentIdNumber> idNumber = ResidentIdNumber.Check(resident.IdNumber, today, "resident.idNumber");
        if (!idNumber.Succeeded)
        {
            return idNumber.Problem;
        }

        Attempt<string> address = HomeAddress.Check(resident.Address, "resident.address");
        if (!address.Succeeded)
        {
            return address.Problem;
        }

        Attempt<string>? phone = resident.Phone is { } typed ? Phone.Check(typed, "resident.phone") : null;
        if (phone is { Succeeded: false })
        {
            return phone.Problem;
        }

        Attempt<string>? account = resident.BankAccount is { } given
            ? BankAccount.Check(given.Kind, given.Number, "resident.bankAccount.number")
            : null;
        if (account is { Succeeded: false })
        {
            return account.Problem;
        }

        return new ResidentData(
            name.Value,
            idNumber.Value.Text,
            address.Value,
            phone?.Value,
            account is null ? null : resident.BankAccount! with { Number = account.Value });
    }

    /// <summary>What the item asks for and the resident lacks; null when nothing.</summary>
    public static Problem? ProblemOf(ResidentData resident, CatalogItem item) =>
        resident.BankAccount is null
            && item.Materials.Any(rule => rule is { Code: AccountMaterial, Need: MaterialNeed.Required })
            ? new Problem(ProblemCodes.FieldMissing, "resident.bankAccount")
            : null;
}
