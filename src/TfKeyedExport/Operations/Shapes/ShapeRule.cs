namespace TfKeyedExport.Operations.Shapes;

/// <summary>What an operation makes of the shapes of its inputs. All that it says holds for calls in which every operation succeeds.</summary>
/// <param name="Word">The rule in a few words, for the documents.</param>
/// <param name="First">What is known of the first output.</param>
internal sealed record ShapeRule(string Word, Func<ShapeRequest, SymbolicTensor> First)
{
    /// <summary>What is known of a further output, by its number; null for nothing.</summary>
    public Func<ShapeRequest, int, SymbolicTensor>? Further { get; init; }
}
