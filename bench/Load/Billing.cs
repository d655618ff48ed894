namespace Daoban.Bench.Load;

/// <summary>Makes billable units of what a run measured.</summary>
internal static class Billing
{
    // A Flex Consumption instance of the smallest size; the emulator's process is not one of them.
    private const double InstanceGb = 0.5;

    /// <param name="requests">Storage requests by service and operation during the run.</param>
    /// <param name="cases">Cases that ended in it.</param>
    /// <param name="paperBytes">Bytes of papers stored.</param>
    /// <param name="tableBytes">Bytes of rows stored, or null when not known.</param>
    /// <param name="executions">Function executions, those of activities and orchestrators included.</param>
    /// <param name="cpuSeconds">Processor time of the application.</param>
    /// <param name="prices">The operator's prices, or null.</param>
    public static IReadOnlyList<BillableUnit> Of(
        IEnumerable<(string Service, string Operation, double Count)> requests,
        int cases,
        double paperBytes,
        double? tableBytes,
        double? executions,
        double cpuSeconds,
        PriceList? prices)
    {
        const double Gb = 1024.0 * 1024 * 1024;
        List<(string Name, double Count)> units =
        [
            .. requests
                .GroupBy(request => BillingClass.Of(request.Service, request.Operation))
                .Select(group => (group.Key, group.Sum(request => request.Count)))
                .OrderBy(unit => unit.Key, StringComparer.Ordinal),
            ("blob-stored-gb-month", paperBytes / Gb),
        ];
        if (tableBytes is { } rows)
        {
            units.Add(("table-stored-gb-month", rows / Gb));
        }

        // With the Service Bus transport each message is sent, received and completed.
        double messages = requests.Where(request => request is { Service: "queue", Operation: "put" })
            .Sum(request => request.Count);
        units.Add(("service-bus-operation", 3 * messages));
        if (executions is { } runs)
        {
            units.Add(("function-execution", runs));
        }

        units.Add(("function-gb-second", cpuSeconds * InstanceGb));
        return [.. units.Select(unit => (unit.Name, Count: unit.Count * 1000 / cases))
            .Select(unit => new BillableUnit(unit.Name, unit.Count, prices?.CostOf(unit.Name, unit.Count)))];
    }
}
