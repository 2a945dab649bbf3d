using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>The features that a model parses out of a serialized tf.Example.</summary>
/// <param name="Features">The features.</param>
internal sealed record ExampleSpec(IReadOnlyList<ExampleFeature> Features);

/// <summary>One feature.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">float32, int64 or string.</param>
/// <param name="Length">How many values an example must hold; null if any number will do.</param>
/// <param name="HasDefault">Whether an example may lack it.</param>
/// <param name="Hints">What is known of its values.</param>
internal sealed record ExampleFeature(string Name, DataType Type, int? Length, bool HasDefault, InputHints Hints);
