using System.Text.RegularExpressions;
using Daoban.Workflows.Calendar;

namespace Daoban.Workflows.Catalog;

/// <summary>What a catalog item must satisfy beyond its shape.</summary>
internal static partial class CatalogRules
{
    private const int MostDocuments = 20;

    // Every query is a step of one durable history; a payment's must stay readable.
    private const int MostQueries = 200;

    /// <summary>The first fault; null when there is none.</summary>
    internal static CatalogFault? FaultOf(CatalogItem item, bool isDevelopment) =>
        Faults(item).Concat(DurationFaults(item, isDevelopment)).FirstOrDefault();

    private static IEnumerable<CatalogFault> Faults(CatalogItem item) =>
        [.. Texts(item), .. Departments(item), .. Materials(item), .. Levels(item), .. Payment(item)];

    private static IEnumerable<CatalogFault> Texts(CatalogItem item)
    {
        if (!ItemCode().IsMatch(item.Code))
        {
            yield return new("code", "must look like SS-02");
        }

        if (item.Version < 1)
        {
            yield return new("version", "must be at least 1");
        }

        foreach ((string field, string text) in new[]
        {
            ("nameZh", item.NameZh),
            ("nameEn", item.NameEn),
            ("category", item.Category),
            ("department", item.Department),
            ("guidance", item.Guidance),
        })
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                yield return new(field, "must not be empty");
            }
        }
    }

    private static IEnumerable<CatalogFault> Departments(CatalogItem item)
    {
        if (!PlainCode().IsMatch(item.DepartmentCode))
        {
            yield return new("departmentCode", "must be a code of lower-case letters and hyphens");
        }
    }

    private static IEnumerable<CatalogFault> Materials(CatalogItem item)
    {
        HashSet<string> codes = [];
        for (int index = 0; index < item.Materials.Count; index++)
        {
            MaterialRule material = item.Materials[index];
            string field = $"materials[{index}]";
            if (!MaterialCode().IsMatch(material.Code) || !codes.Add(material.Code))
            {
                yield return new($"{field}.code", "must look like M01 and appear once");
            }

            if (material.MinimumCount is < 1 or > MostDocuments)
            {
                yield return new($"{field}.minimumCount", $"must be 1 to {MostDocuments}");
            }
        }
    }

    private static IEnumerable<CatalogFault> Levels(CatalogItem item)
    {
        if (item.ReviewLevels.Count == 0)
        {
            yield return new("reviewLevels", "must have at least one level");
        }

        for (int index = 0; index < item.ReviewLevels.Count; index++)
        {
            ReviewRule rule = item.ReviewLevels[index];
            string field = $"reviewLevels[{index}]";
            if (rule.Level != index + 1)
            {
                yield return new($"{field}.level", $"must be {index + 1}: levels are listed from 1 to n");
            }

            if (!PlainCode().IsMatch(rule.Office))
            {
                yield return new($"{field}.office", "must be a code of lower-case letters and hyphens");
            }

            if (!rule.RemindAfter.EndsBefore(rule.EscalateAfter))
            {
                yield return new($"{field}.escalateAfter", "must end after remindAfter, whenever both begin");
            }

            if (!rule.EscalateAfter.EndsBefore(rule.LapseAfter))
            {
                yield return new($"{field}.lapseAfter", "must end after escalateAfter, whenever both begin");
            }
        }
    }

    private static IEnumerable<CatalogFault> Payment(CatalogItem item)
    {
        if (item.Payment is not { } payment)
        {
            yield break;
        }

        if (!ItemCode().IsMatch(payment.Code) || payment.Code == item.Code)
        {
            yield return new("payment.code", "must look like SS-03 and differ from the item's");
        }

        if (payment.DecidedAtLevel < 1 || payment.DecidedAtLevel > item.ReviewLevels.Count)
        {
            yield return new("payment.decidedAtLevel", "must be one of the review levels");
        }

        if (payment.MaximumFen < 1)
        {
            yield return new("payment.maximumFen", "must be at least 1");
        }

        if (!payment.RemindAfter.EndsBefore(payment.ValidFor))
        {
            yield return new("payment.validFor", "must end after remindAfter, whenever both begin");
        }

        if (payment.QueryEvery.Unit is DurationUnit.WorkingDays)
        {
            yield return new("payment.queryEvery.unit", "must have a fixed length: banks collect on holidays");
        }
        else if (QueriesOf(payment) is <= 1 or > MostQueries)
        {
            yield return new(
                "payment.queryEvery", $"must be shorter than validFor and at least a {MostQueries}th of it");
        }
    }

    // By the plain length of validFor, in seconds as any amount fits. A long holiday may put its last day off and add a
    // few.
    private static double QueriesOf(PaymentRule payment) =>
        Seconds(payment.ValidFor) / Seconds(payment.QueryEvery);

    private static double Seconds(Duration duration) => duration.Amount * (duration.Unit is DurationUnit.WorkingDays
        ? TimeSpan.FromDays(1)
        : new Duration(1, duration.Unit).ToTimeSpan()).TotalSeconds;

    private static IEnumerable<CatalogFault> DurationFaults(CatalogItem item, bool isDevelopment)
    {
        foreach ((string field, Duration duration, int minimum) in Durations(item))
        {
            if (duration.Amount < minimum || duration.Amount > Duration.MaximumAmount)
            {
                yield return new($"{field}.amount", $"must be {minimum} to {Duration.MaximumAmount}");
            }

            if (!isDevelopment && duration.Unit is DurationUnit.Seconds or DurationUnit.Minutes)
            {
                yield return new($"{field}.unit", "seconds and minutes are for the Development environment alone");
            }
        }

        if (item is { LegalLimit: { } legal, PromisedLimit: { } promised }
            && promised != legal
            && !promised.EndsBefore(legal))
        {
            yield return new("promisedLimit", "must not be longer than legalLimit");
        }
    }

    private static IEnumerable<(string Field, Duration Duration, int Minimum)> Durations(CatalogItem item)
    {
        for (int index = 0; index < item.ReviewLevels.Count; index++)
        {
            yield return ($"reviewLevels[{index}].remindAfter", item.ReviewLevels[index].RemindAfter, 1);
            yield return ($"reviewLevels[{index}].escalateAfter", item.ReviewLevels[index].EscalateAfter, 1);
            yield return ($"reviewLevels[{index}].lapseAfter", item.ReviewLevels[index].LapseAfter, 1);
        }

        if (item.Payment is { } payment)
        {
            yield return ("payment.validFor", payment.ValidFor, 1);
            yield return ("payment.remindAfter", payment.RemindAfter, 1);
            yield return ("payment.queryEvery", payment.QueryEvery, 1);
        }

        if (item.LegalLimit is { } legal)
        {
            yield return ("legalLimit", legal, 1);
        }

        if (item.PromisedLimit is { } promised)
        {
            yield return ("promisedLimit", promised, 0);
        }
    }

    [GeneratedRegex(@"^[A-Z]{2}-[0-9]{2}\z")]
    private static partial Regex ItemCode();

    [GeneratedRegex(@"^M[0-9]{2}\z")]
    private static partial Regex MaterialCode();

    [GeneratedRegex(@"^[a-z][a-z-]{0,31}\z")]
    private static partial Regex PlainCode();
}
