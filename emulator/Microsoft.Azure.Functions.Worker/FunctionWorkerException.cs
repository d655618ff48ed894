namespace Microsoft.Azure.Functions.Worker;

/// <summary>Base of the exceptions that the worker throws itself.</summary>
public class FunctionWorkerException : Exception
{
    public FunctionWorkerException(string? message)
        : base(message)
    {
    }

    public FunctionWorkerException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
