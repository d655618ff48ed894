namespace Daoban.Bench.Load;

/// <summary>How many of a table's rows are in one partition.</summary>
internal sealed record KeyShare(string Table, string Partition, int Rows, double ShareOfTable);
