namespace Microsoft.DurableTask;

/// <summary>A result that arrives page by page, each page fetched when the caller reaches it.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
    where T : notnull
{
    /// <param name="continuationToken">Where to go on, from <see cref="Page{T}.ContinuationToken"/>; null for the
    /// start.</param>
    /// <param name="pageSizeHint">The most values a page should hold; null leaves it to the source.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = default, int? pageSizeHint = default);

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        // No ConfigureAwait: the values may be read inside an orchestrator.
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (T value in page.Values)
            {
                yield return value;
            }
        }
    }
}
