namespace TfKeyedExport.Errors;

/// <summary>A call, or loading a model, that took longer than it may.</summary>
public sealed class TimeLimitException : TfKeyedException
{
    internal TimeLimitException(string what, string? where, string? next)
        : base(ErrorKind.Limit, what, where, next)
    {
    }
}
