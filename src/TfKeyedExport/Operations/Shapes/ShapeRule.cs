namespace TfKeyedExport.Operations.Shapes;

/// <summary>What an operation makes of the shapes of its inputs. All that it says holds for calls in which every operation succeeds.</summary>
/// <param name="Word">The rule in a few words, for the documents.</param>
/// <param name="First">What is known of the first output. Of further outputs nothing is said yet.</param>
internal sealed record ShapeRule(string Word, Func<ShapeRequest, SymbolicTensor> First);
