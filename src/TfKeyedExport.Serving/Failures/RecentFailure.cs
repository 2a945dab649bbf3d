namespace TfKeyedExport.Serving.Failures;

/// <summary>Calls that failed alike, as they are told.</summary>
/// <param name="Call">What they have in common.</param>
/// <param name="Count">How many they were since the first.</param>
/// <param name="First">When the first of them failed.</param>
/// <param name="Last">When the last of them failed.</param>
/// <param name="RequestId">The last one's name; null if it has none.</param>
internal sealed record RecentFailure(FailedCall Call, long Count, DateTimeOffset First, DateTimeOffset Last, string? RequestId);
