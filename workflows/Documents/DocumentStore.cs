using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.Documents;

/// <summary>
/// Scanned papers as blobs <c>documents/{caseId}/{documentId}</c>: encrypted, written once, content never changed.
/// Storing the same document again answers as the first time, however often an answer was lost on the way.
/// </summary>
public sealed class DocumentStore(
    StorageAccount storage, UploadLog uploads, TimeProvider time)
{
    /// <summary>The container.</summary>
    public const string ContainerName = "documents";

    private const int MostRecalled = 1_000;

    private static readonly TimeSpan RecalledFor = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<(string CaseId, string DocumentId), Stored> recent = new();
    private readonly BlobContainerClient container = storage.Blobs.GetBlobContainerClient(ContainerName);

    /// <summary>Stores a document unless it is there.</summary>
    /// <param name="document">The document.</param>
    /// <param name="protector">Its case's key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The stored document, new or old; <c>wrong-type</c>, <c>too-large</c>, or <c>document-differs</c> when that id
    /// holds other content or belongs to another material or station.
    /// </returns>
    public async Task<Attempt<StoredDocument>> PutAsync(
        NewDocument document, IFieldProtector protector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (ProblemOf(document, out DocumentType? type) is { } problem)
        {
            return problem;
        }

        StoredDocument asked = Describe(document, type!, time.GetUtcNow());
        if (Recall(asked.CaseId, asked.DocumentId) is { } known)
        {
            return SameOrDiffers(known, asked);
        }

        // A note too many, of a document that is there already, is forgotten when its time has come.
        await uploads.NoteAsync(new Upload(asked.CaseId, asked.DocumentId, asked.StoredAt), cancellationToken);
        if (await TryCreateAsync(asked, document.Bytes, protector, cancellationToken))
        {
            return Remember(asked);
        }

        // Somebody else's blob, or our own whose answer was lost and which the SDK then sent again: compare.
        StoredDocument winner = await FindAsync(asked.CaseId, asked.DocumentId, cancellationToken)
            ?? throw new InvalidOperationException(
                "The document was removed while it was being stored; send it again.");
        return SameOrDiffers(winner, asked);
    }

    /// <summary>Why a content cannot be stored: <c>wrong-type</c>, <c>too-large</c>; null when it can.</summary>
    public static Problem? ProblemOf(NewDocument document) => ProblemOf(document, out _);

    /// <summary>Counts a document's age from now on. Only for documents that no case file references.</summary>
    /// <returns>The document as stored now; null when another was faster or it was removed.</returns>
    public async Task<StoredDocument?> RenewAsync(StoredDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        StoredDocument renewed = document with { StoredAt = time.GetUtcNow().ToUniversalTime() };
        BlobClient blob = Blob(renewed.CaseId, renewed.DocumentId);

        // The note first, as for a new document: who cleans up knows the document by the note of its age.
        await uploads.NoteAsync(new Upload(renewed.CaseId, renewed.DocumentId, renewed.StoredAt), cancellationToken);
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            await blob.SetMetadataAsync(
                DocumentMetadata.Write(renewed),
                new BlobRequestConditions { IfMatch = properties.ETag },
                cancellationToken);
            return renewed;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>
    /// A document's description, as <see cref="FindAsync"/>; without a request if this process has stored it a short
    /// while ago: nothing removes a document on its first day.
    /// </summary>
    public async Task<StoredDocument?> RecallAsync(
        string caseId, string documentId, CancellationToken cancellationToken) =>
        Recall(caseId, documentId) ?? await FindAsync(caseId, documentId, cancellationToken);

    /// <summary>A document's description, without its bytes; null when there is none.</summary>
    public async Task<StoredDocument?> FindAsync(string caseId, string documentId, CancellationToken cancellationToken)
    {
        BlobClient blob = Blob(caseId, documentId);
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            Tracing.LinkTo(DocumentMetadata.TraceOf(properties.Metadata));
            return DocumentMetadata.Read(caseId, documentId, properties.Metadata);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A document with its bytes, or <c>unknown-document</c>.</summary>
    /// <exception cref="ProtectionException">
    /// The blob does not open, or its bytes are not those of its SHA-256.
    /// </exception>
    public async Task<Attempt<DocumentContent>> ReadAsync(
        string caseId, string documentId, IFieldProtector protector, CancellationToken cancellationToken)
    {
        BlobClient blob = Blob(caseId, documentId);
        BlobDownloadResult download;
        try
        {
            download = await blob.DownloadContentAsync(cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return new Problem(ProblemCodes.UnknownDocument);
        }

        StoredDocument document = DocumentMetadata.Read(caseId, documentId, download.Details.Metadata);
        byte[] bytes = protector.Unprotect(Scope(caseId, documentId), download.Content.ToMemory().Span);
        return Sha256(bytes) == document.Sha256 && bytes.Length == document.Length
            ? new DocumentContent(document, bytes)
            : throw new ProtectionException($"Document {documentId} of case {caseId} is not what its metadata says.");
    }

    /// <summary>A document's bytes as stored, under its case's key; null when there is none.</summary>
    public async Task<byte[]?> ReadProtectedAsync(
        string caseId, string documentId, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult download = await Blob(caseId, documentId).DownloadContentAsync(cancellationToken);
            return download.Content.ToArray();
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    /// <summary>
    /// Deletes a document that a case file references; only after the case's key was shredded. May be repeated.
    /// </summary>
    public Task RemoveAsync(string caseId, string documentId, CancellationToken cancellationToken)
    {
        recent.TryRemove((caseId, documentId), out _);
        return Blob(caseId, documentId).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Deletes the document that this upload became, and the note of it. A document that was stored later under the
    /// same id stays. Only for documents that no case file references.
    /// </summary>
    public async Task DeleteAsync(Upload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        recent.TryRemove((upload.CaseId, upload.DocumentId), out _);
        BlobClient blob = Blob(upload.CaseId, upload.DocumentId);
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (DocumentMetadata.Read(upload.CaseId, upload.DocumentId, properties.Metadata).StoredAt == upload.At)
            {
                await blob.DeleteAsync(
                    conditions: new BlobRequestConditions { IfMatch = properties.ETag },
                    cancellationToken: cancellationToken);
            }
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            // Never stored, or another run was faster: what remains is the note.
        }

        await uploads.ForgetAsync(upload, cancellationToken);
    }

    private StoredDocument? Recall(string caseId, string documentId)
    {
        if (!recent.TryGetValue((caseId, documentId), out Stored? known)
            || time.GetUtcNow() - known.Document.StoredAt >= RecalledFor)
        {
            return null;
        }

        Tracing.LinkTo(known.TraceParent);
        return known.Document;
    }

    private StoredDocument Remember(StoredDocument document)
    {
        // Far more than a station scans in that time: forgetting all at once costs a few requests.
        if (recent.Count >= MostRecalled)
        {
            recent.Clear();
        }

        recent[(document.CaseId, document.DocumentId)] = new Stored(document, Tracing.Current);
        return document;
    }

    private static Problem? ProblemOf(NewDocument document, out DocumentType? type)
    {
        type = null;
        return document.Bytes.Length > DocumentType.MaximumBytes ? DocumentBody.TooLarge()
            : (type = DocumentType.Detect(document.Bytes.Span)) is null ? DocumentBody.WrongType()
            : null;
    }

    private static StoredDocument Describe(NewDocument document, DocumentType type, DateTimeOffset now) => new(
        document.CaseId,
        document.DocumentId,
        document.MaterialCode,
        type.MediaType,
        document.Bytes.Length,
        Sha256(document.Bytes.Span),
        document.StationId,
        now.ToUniversalTime());

    private static Attempt<StoredDocument> SameOrDiffers(StoredDocument stored, StoredDocument asked) =>
        stored == asked with { StoredAt = stored.StoredAt }
            ? stored
            : new Problem(ProblemCodes.DocumentDiffers, "documentId");

    private static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Scope(string caseId, string documentId) => $"{caseId}/{documentId}";

    private BlobClient Blob(string caseId, string documentId)
    {
        Ids.Require(caseId, nameof(caseId));
        Ids.Require(documentId, nameof(documentId));
        return container.GetBlobClient($"{caseId}/{documentId}");
    }

    private async Task<bool> TryCreateAsync(
        StoredDocument document,
        ReadOnlyMemory<byte> bytes,
        IFieldProtector protector,
        CancellationToken cancellationToken)
    {
        BlobClient blob = Blob(document.CaseId, document.DocumentId);
        byte[] encrypted = protector.Protect(Scope(document.CaseId, document.DocumentId), bytes.Span);
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" },
            Metadata = DocumentMetadata.Write(document),
        };
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(encrypted), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception)
            when (exception.Status is 409 or 412 && exception.ErrorCode != BlobErrorCode.ContainerBeingDeleted)
        {
            return false;
        }
    }

    /// <param name="Document">What was stored.</param>
    /// <param name="TraceParent">W3C context of who stored it; null when that was not traced.</param>
    private sealed record Stored(StoredDocument Document, string? TraceParent);
}
