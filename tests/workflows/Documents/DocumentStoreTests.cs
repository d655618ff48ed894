using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Daoban.TestKit;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Keys;
using Daoban.Workflows.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Documents;

public sealed class DocumentStoreTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.FromHours(8)));
    private readonly LosingTransport transport = new();
    private readonly StorageAccount storage;
    private readonly CaseKey key = TestKeys.CaseKey();
    private readonly UploadLog uploads;
    private readonly DocumentStore store;
    private readonly string caseId = NewId();
    private readonly string documentId = NewId();

    public DocumentStoreTests(AzuriteFixture azurite)
    {
        storage = new StorageAccount(
            azurite.ConnectionString,
            options =>
            {
                options.Transport = transport.Transport;
                options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            });
        uploads = new UploadLog(storage, time, NullLogger<UploadLog>.Instance);
        store = new DocumentStore(storage, uploads, time);
    }

    public async ValueTask InitializeAsync()
    {
        StoragePart[] parts =
        [
            new(StoragePartKind.Table, UploadLog.TableName),
            new(StoragePartKind.Container, DocumentStore.ContainerName),
        ];
        await new StorageLayout(storage, parts).StartAsync(default);
    }

    public ValueTask DisposeAsync()
    {
        transport.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Put_NewDocument_IsDescribedAndReadable()
    {
        StoredDocument stored = (await PutAsync(Samples.Pdf)).Value;

        Assert.Equal(
            new StoredDocument(
                caseId,
                documentId,
                "M01",
                "application/pdf",
                Samples.Pdf.Length,
                Convert.ToHexStringLower(SHA256.HashData(Samples.Pdf)),
                "damao",
                time.GetUtcNow()),
            stored);
        Assert.Equal(stored, await store.FindAsync(caseId, documentId, default));
        DocumentContent content = (await store.ReadAsync(caseId, documentId, key, default)).Value;
        Assert.Equal(stored, content.Document);
        Assert.Equal(Samples.Pdf, content.Bytes.ToArray());
    }

    [Fact]
    public async Task Put_NewDocument_LiesEncrypted()
    {
        await PutAsync(Samples.PdfSaying("沈海珍"));

        byte[] blob = (await Blob().DownloadContentAsync()).Value.Content.ToArray();

        Assert.Equal(-1, blob.AsSpan().IndexOf("沈海珍"u8));
        Assert.Equal(-1, blob.AsSpan().IndexOf("%PDF"u8));
    }

    [Fact]
    public async Task Put_SameDocumentLater_AnswersAsTheFirstTime()
    {
        StoredDocument first = (await PutAsync(Samples.Pdf)).Value;
        time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(first, (await PutAsync(Samples.Pdf)).Value);
    }

    [Fact]
    public async Task Put_OtherContentMaterialOrStation_Differs()
    {
        await PutAsync(Samples.Pdf);

        Assert.Equal(ProblemCodes.DocumentDiffers, (await PutAsync(Samples.Png)).Problem.Code);
        Assert.Equal(ProblemCodes.DocumentDiffers, (await PutAsync(Samples.Pdf, material: "M02")).Problem.Code);
        Assert.Equal(ProblemCodes.DocumentDiffers, (await PutAsync(Samples.Pdf, station: "wulian")).Problem.Code);
        Assert.Equal(Samples.Pdf, (await store.ReadAsync(caseId, documentId, key, default)).Value.Bytes.ToArray());
    }

    [Fact]
    public async Task Put_AnswerLost_SucceedsAsIfItHadCome()
    {
        int before = transport.Sent;

        // Both writes: the note of the upload and the blob itself.
        transport.LoseFirstAnswers();
        StoredDocument stored = (await PutAsync(Samples.Pdf)).Value;

        // Note, note again, blob, blob again (409 of its own success), look.
        Assert.Equal(5, transport.Sent - before);
        Assert.Equal(time.GetUtcNow(), stored.StoredAt);
        Assert.Equal(stored, await store.FindAsync(caseId, documentId, default));
    }

    [Fact]
    public async Task Put_ManyAtOnce_OneWinsAndAllAnswerAlike()
    {
        Attempt<StoredDocument>[] same = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutAsync(Samples.Pdf)));

        Assert.Single(same.Select(attempt => attempt.Value).Distinct());
    }

    [Fact]
    public async Task Put_DifferentContentAtOnce_OneWins()
    {
        Attempt<StoredDocument>[] answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => PutAsync(Samples.PdfSaying($"{number}"))));

        Assert.Single(answers, attempt => attempt.Succeeded);
        Assert.All(
            answers.Where(attempt => !attempt.Succeeded),
            attempt => Assert.Equal(ProblemCodes.DocumentDiffers, attempt.Problem.Code));
    }

    [Fact]
    public async Task Put_NoDocument_IsRefusedAndNothingIsStored()
    {
        Assert.Equal(ProblemCodes.WrongType, (await PutAsync("text"u8.ToArray())).Problem.Code);
        Assert.Equal(
            ProblemCodes.TooLarge, (await PutAsync(new byte[DocumentType.MaximumBytes + 1])).Problem.Code);
        Assert.Null(await store.FindAsync(caseId, documentId, default));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("")]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e")]
    public async Task Ids_NotLowerCaseUuids_AreRefused(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => store.FindAsync(id, documentId, default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadAsync(caseId, id, key, default));
    }

    [Fact]
    public async Task Read_UnknownDocument_IsAProblem()
    {
        Assert.Equal(
            ProblemCodes.UnknownDocument,
            (await store.ReadAsync(caseId, documentId, key, default)).Problem.Code);
        Assert.Null(await store.FindAsync(caseId, documentId, default));
    }

    [Fact]
    public async Task Read_BlobMovedToAnotherCase_DoesNotOpen()
    {
        await PutAsync(Samples.Pdf);
        string otherCase = NewId();
        BlobClient copy = Container().GetBlobClient($"{otherCase}/{documentId}");
        await copy.UploadAsync((await Blob().DownloadContentAsync()).Value.Content);
        await copy.SetMetadataAsync((await Blob().GetPropertiesAsync()).Value.Metadata);

        await Assert.ThrowsAsync<ProtectionException>(() => store.ReadAsync(otherCase, documentId, key, default));
    }

    [Theory]
    [InlineData("format", "2")]
    [InlineData("length", "many")]
    [InlineData("storedat", "yesterday")]
    public async Task Find_UnknownFormatOrMetadata_IsRefused(string name, string value)
    {
        await PutAsync(Samples.Pdf);
        IDictionary<string, string> metadata = (await Blob().GetPropertiesAsync()).Value.Metadata;
        metadata[name] = value;
        await Blob().SetMetadataAsync(metadata);

        await Assert.ThrowsAsync<InvalidDataException>(() => store.FindAsync(caseId, documentId, default));
    }

    [Fact]
    public async Task Read_MetadataOfOtherContent_IsRefused()
    {
        await PutAsync(Samples.Pdf);
        IDictionary<string, string> metadata = (await Blob().GetPropertiesAsync()).Value.Metadata;
        metadata["sha256"] = new string('0', 64);
        await Blob().SetMetadataAsync(metadata);

        await Assert.ThrowsAsync<ProtectionException>(() => store.ReadAsync(caseId, documentId, key, default));
    }

    [Fact]
    public async Task ListOlderThan_ADay_HoldsWholeHoursBefore()
    {
        await PutAsync(Samples.Pdf);
        Upload upload = new(caseId, documentId, time.GetUtcNow());

        time.Advance(TimeSpan.FromHours(24));
        Assert.DoesNotContain(upload, await OldAsync());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Contains(upload, await OldAsync());
    }

    [Fact]
    public async Task Delete_OldUpload_RemovesDocumentAndNote()
    {
        await PutAsync(Samples.Pdf);
        time.Advance(TimeSpan.FromHours(25));
        Upload upload = Assert.Single(await OldAsync(), note => note.CaseId == caseId);

        await store.DeleteAsync(upload, default);
        await store.DeleteAsync(upload, default);

        Assert.Null(await store.FindAsync(caseId, documentId, default));
        Assert.DoesNotContain(upload, await OldAsync());
    }

    [Fact]
    public async Task Delete_DocumentStoredAgainLater_KeepsTheLater()
    {
        await PutAsync(Samples.Pdf);
        Upload first = new(caseId, documentId, time.GetUtcNow());
        time.Advance(TimeSpan.FromHours(25));
        await Blob().DeleteAsync();
        await PutAsync(Samples.Pdf);

        await store.DeleteAsync(first, default);

        Assert.NotNull(await store.FindAsync(caseId, documentId, default));
    }

    [Fact]
    public async Task Forget_ReferencedDocument_KeepsItAndDropsTheNote()
    {
        await PutAsync(Samples.Pdf);
        time.Advance(TimeSpan.FromHours(25));
        Upload upload = Assert.Single(await OldAsync(), note => note.CaseId == caseId);

        await uploads.ForgetAsync(upload, default);

        Assert.DoesNotContain(upload, await OldAsync());
        Assert.NotNull(await store.FindAsync(caseId, documentId, default));
    }

    private static string NewId() => Guid.NewGuid().ToString("D");

    private BlobContainerClient Container() => storage.Blobs.GetBlobContainerClient(DocumentStore.ContainerName);

    private BlobClient Blob() => Container().GetBlobClient($"{caseId}/{documentId}");

    private Task<Attempt<StoredDocument>> PutAsync(
        byte[] bytes, string material = "M01", string station = "damao") =>
        store.PutAsync(new NewDocument(caseId, documentId, material, station, bytes), key, default);

    private async Task<List<Upload>> OldAsync()
    {
        List<Upload> old = [];
        await foreach (Upload upload in uploads.ListOlderThanAsync(TimeSpan.FromHours(24), default))
        {
            old.Add(upload);
        }

        return old;
    }
}
