namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>A place where TensorFlow's library was looked for, and what came of it.</summary>
/// <param name="Source">Why it was looked at, such as <c>--tensorflow</c>, <c>TFKEYED_TENSORFLOW</c> or <c>python</c>.</param>
/// <param name="Path">The file; of a source that has none, the folder or name that was looked for.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Version">TensorFlow's version; null if it is not known without loading the library.</param>
/// <param name="Devices">The devices that it offers, such as <c>CPU:0</c>; known of the chosen one only.</param>
/// <param name="Reason">Why it was turned down or passed over; null for the chosen one.</param>
public sealed record LibraryCandidate(
    string Source, string Path, LibraryStatus Status, string? Version, IReadOnlyList<string> Devices, string? Reason);
