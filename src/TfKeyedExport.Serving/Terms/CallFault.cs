namespace TfKeyedExport.Serving.Terms;

/// <summary>What a call that failed was answered.</summary>
/// <param name="Message">What the client was told.</param>
/// <param name="RequestId">The name of the request, where it has one.</param>
internal sealed record CallFault(string Message, string? RequestId);
