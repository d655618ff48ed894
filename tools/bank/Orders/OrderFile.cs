using System.Text.Json;

namespace Daoban.BankSimulator.Orders;

/// <summary>The orders in one small JSON file, replaced as a whole; without a folder nothing is kept.</summary>
internal sealed class OrderFile(string? folder)
{
    private readonly string? path = folder is null ? null : Path.Combine(folder, "bank-orders.json");

    public OrderFileContent Read() =>
        path is not null && File.Exists(path)
            ? JsonSerializer.Deserialize<OrderFileContent>(File.ReadAllBytes(path), BankJson.Options)!
            : new OrderFileContent(0, []);

    public void Write(OrderFileContent content)
    {
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string next = path + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(content, BankJson.Options));
        File.Move(next, path, overwrite: true);
    }
}
