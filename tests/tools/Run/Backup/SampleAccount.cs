using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Run.Backup;

namespace Daoban.Tools.Tests.Run.Backup;

/// <summary>An account with every type of value, blob and property, and a description of it.</summary>
internal static class SampleAccount
{
    private const int LongBlob = 9 * 1024 * 1024;

    /// <summary>A table with a row, a container with two blobs.</summary>
    public static async Task FillLittleAsync(BackupAccount account)
    {
        await account.Tables.CreateTableAsync("rows");
        await account.Tables.GetTableClient("rows").AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1L });
        BlobContainerClient container = await account.Blobs.CreateBlobContainerAsync("documents");
        await container.GetBlobClient("a").UploadAsync(BinaryData.FromString("first"));
        await container.GetBlobClient("b").UploadAsync(BinaryData.FromString("second"));
    }

    public static async Task FillTypesAsync(BackupAccount account)
    {
        await account.Tables.CreateTableAsync("types");
        TableClient table = account.Tables.GetTableClient("types");
        DateTimeOffset instant = new DateTimeOffset(2026, 11, 25, 22, 11, 13, TimeSpan.Zero).AddTicks(1_234_567);
        TableEntity entity = new("案卷|4eed02c0", "l|0000000001")
        {
            ["Text"] = "岛办 \"quoted\" \\ \u0001 \r\n \U0001F3DD",
            ["Empty"] = "",
            ["True"] = true,
            ["False"] = false,
            ["Int"] = int.MinValue,
            ["Long"] = long.MaxValue,
            ["SmallLong"] = 5L,
            ["Double"] = 0.1,
            ["WholeDouble"] = 5d,
            ["HugeDouble"] = double.MaxValue,
            ["Guid"] = Guid.Parse("4eed02c0-0b55-4c7e-9a3f-000000000001"),
            ["Binary"] = new byte[] { 0, 255, 254, 1 },
            ["NoBinary"] = Array.Empty<byte>(),
            ["At"] = instant,
            ["First"] = new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
        await table.AddEntityAsync(entity);
        await table.AddEntityAsync(new TableEntity("", "") { ["Long"] = new string('长', 30_000) });
        // Together more than one transaction takes.
        for (int i = 0; i < 6; i++)
        {
            TableEntity large = new("large", i.ToString(CultureInfo.InvariantCulture));
            for (int part = 0; part < 12; part++)
            {
                large[$"Part{part}"] = new string((char)('一' + part), 30_000);
            }

            await table.AddEntityAsync(large);
        }
    }

    public static async Task FillBlobsAsync(BackupAccount account)
    {
        await account.Blobs.CreateBlobContainerAsync("empty");
        BlobContainerClient container = await account.Blobs.CreateBlobContainerAsync(
            "documents", PublicAccessType.Blob, new Dictionary<string, string> { ["purpose"] = "papers" });
        await container.GetBlobClient("4eed/岛 办?#%41/papers.json").UploadAsync(
            BinaryData.FromString("{}"),
            new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders
                {
                    ContentType = "application/json",
                    ContentLanguage = "zh-CN",
                    ContentEncoding = "identity",
                    CacheControl = "no-store",
                    ContentDisposition = "attachment",
                },
                Metadata = new Dictionary<string, string> { ["sha256"] = "abc", ["Format"] = "1" },
                Tags = new Dictionary<string, string> { ["class"] = "paper" },
            });
        await container.GetBlobClient("empty").UploadAsync(BinaryData.FromBytes(Array.Empty<byte>()));
        byte[] content = new byte[LongBlob];
        new Random(1).NextBytes(content);
        await container.GetBlobClient("long").UploadAsync(BinaryData.FromBytes(content));

        AppendBlobClient append = container.GetAppendBlobClient("append");
        await append.CreateAsync(new AppendBlobCreateOptions
        {
            Metadata = new Dictionary<string, string> { ["kind"] = "log" },
        });
        await append.AppendBlockAsync(new MemoryStream("first"u8.ToArray()));
        await append.AppendBlockAsync(new MemoryStream(content[..3_000_000]));
        PageBlobClient page = container.GetPageBlobClient("page");
        await page.CreateAsync(1024);
        await page.UploadPagesAsync(new MemoryStream(content[..512]), 512);
    }

    public static async Task FillQueueAsync(BackupAccount account)
    {
        QueueClient queue = account.Queues.GetQueueClient("decisions");
        await queue.CreateAsync(new Dictionary<string, string> { ["purpose"] = "test" });
        await queue.SendMessageAsync("one");
    }

    /// <summary>Names, types and values, by other calls than those of a backup.</summary>
    public static async IAsyncEnumerable<string> DescribeAsync(BackupAccount account)
    {
        await foreach (TableItem table in account.Tables.QueryAsync())
        {
            yield return table.Name;
            await foreach (TableEntity row in account.Tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                IEnumerable<string> values = row
                    .Where(pair => pair.Key is not ("Timestamp" or "odata.etag"))
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => $"{pair.Key}:{pair.Value.GetType().Name}={Describe(pair.Value)}");
                yield return string.Join(' ', values);
            }
        }

        await foreach (BlobContainerItem container in
            account.Blobs.GetBlobContainersAsync(BlobContainerTraits.Metadata))
        {
            BlobContainerProperties properties = container.Properties;
            yield return $"{container.Name} {properties.PublicAccess} {Describe(properties.Metadata)}";
            BlobContainerClient client = account.Blobs.GetBlobContainerClient(container.Name);
            await foreach (BlobItem item in client.GetBlobsAsync(new GetBlobsOptions(), CancellationToken.None))
            {
                BlobProperties found = await client.GetBlobClient(item.Name).GetPropertiesAsync();
                byte[] content = (await client.GetBlobClient(item.Name).DownloadContentAsync()).Value.Content.ToArray();
                yield return $"{item.Name} {found.BlobType} {found.ContentType} {found.ContentLanguage} "
                    + $"{found.ContentEncoding} {found.CacheControl} {found.ContentDisposition} {found.TagCount} "
                    + $"{Describe(found.Metadata)} {content.Length} {Convert.ToHexString(SHA256.HashData(content))}";
            }
        }

        await foreach (QueueItem queue in account.Queues.GetQueuesAsync(QueueTraits.Metadata))
        {
            yield return $"{queue.Name} {Describe(queue.Metadata)}";
        }
    }

    private static string Describe(IDictionary<string, string>? metadata) => metadata is null
        ? ""
        : string.Join(',', metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal));

    private static string Describe(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
        string text when text.Length > 100 => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
