using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Hints;

/// <summary>The features that a model parses out of a serialized tf.Example, or of a tf.SequenceExample.</summary>
/// <param name="Features">The features; of a sequence example, those of its context.</param>
/// <param name="Sequences">The features that each step of a sequence has; null for a plain example.</param>
internal sealed record ExampleSpec(IReadOnlyList<ExampleFeature> Features, IReadOnlyList<ExampleFeature>? Sequences = null);

/// <summary>One feature.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">float32, int64 or string.</param>
/// <param name="Length">How many values an example, or a step, must hold; null if any number will do.</param>
/// <param name="HasDefault">Whether an example may lack it.</param>
/// <param name="Hints">What is known of its values.</param>
internal sealed record ExampleFeature(string Name, DataType Type, int? Length, bool HasDefault, InputHints Hints)
{
    /// <summary>If any number of values will do, of what it must be a multiple.</summary>
    public int Stride { get; init; } = 1;
}
