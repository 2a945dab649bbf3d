namespace TfKeyedExport.Errors;

/// <summary>An engine has no implementation of an operation that the model needs: no other input would change that.</summary>
public sealed class MissingOperationException : TfKeyedException
{
    /// <summary>Makes an error, which is the model's.</summary>
    /// <param name="what">What is missing, in one sentence without a full stop.</param>
    /// <param name="where">The signature or model.</param>
    /// <param name="next">What to do next.</param>
    public MissingOperationException(string what, string? where, string? next)
        : base(ErrorKind.Engine, what, where, next) => Side = ErrorSide.Model;
}
