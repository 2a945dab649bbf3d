namespace TfKeyedExport.Errors;

/// <summary>An engine has the operation, but not for what it was asked: other input may change that, and does not have to.</summary>
/// <param name="what">What it was, in one sentence without a full stop.</param>
/// <param name="where">The signature or model.</param>
/// <param name="next">What to do next.</param>
public sealed class UnimplementedException(string what, string? where, string? next) : TfKeyedException(ErrorKind.Engine, what, where, next);
