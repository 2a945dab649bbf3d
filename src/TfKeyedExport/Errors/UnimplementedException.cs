namespace TfKeyedExport.Errors;

/// <summary>An engine has the operation, but not for what it was asked: other input may change that, and does not have to.</summary>
public sealed class UnimplementedException : TfKeyedException
{
    /// <summary>Makes an error, which is the model's.</summary>
    /// <param name="what">What it was, in one sentence without a full stop.</param>
    /// <param name="where">The signature or model.</param>
    /// <param name="next">What to do next.</param>
    public UnimplementedException(string what, string? where, string? next)
        : base(ErrorKind.Engine, what, where, next) => Side = ErrorSide.Model;
}
