namespace TfKeyedExport.Checking.Probing;

/// <summary>The model answered no call. Caught where the report is made, which is then undecided.</summary>
/// <param name="message">Why, and what to give, as a sentence without a full stop.</param>
internal sealed class UnansweredException(string message) : Exception(message);
