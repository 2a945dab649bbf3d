using TfKeyedExport.Graphs;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>Reads which features a ParseExampleV2 node wants.</summary>
internal static class ExampleSpecReader
{
    private const int MaxFeatures = 4096;

    /// <summary>Fills in the features of a serialized input; what the parser gives is followed as the features' values.</summary>
    /// <param name="node">The parser: its inputs are the examples, their names, the sparse, dense and ragged features' names, and the dense features' defaults.</param>
    /// <param name="hints">The hints of the serialized input.</param>
    /// <param name="followed">Receives the parser's outputs.</param>
    public static void Read(Node node, InputHints hints, Dictionary<NodeOutput, InputHints> followed)
    {
        if (node.Inputs.Count < 5)
            return;
        string[]? sparse = Names(node.Inputs[2]);
        string[]? dense = Names(node.Inputs[3]);
        string[]? ragged = Names(node.Inputs[4]);
        if (sparse is null || dense is null || ragged is null || sparse.Length + dense.Length + ragged.Length > MaxFeatures)
            return;
        IReadOnlyList<DataType> sparseTypes = node.Attributes.Types("sparse_types");
        IReadOnlyList<DataType> denseTypes = node.Attributes.Types("Tdense");
        IReadOnlyList<DataType> raggedTypes = ragged.Length == 0 ? [] : node.Attributes.Types("ragged_value_types");
        IReadOnlyList<TensorShape> shapes = node.Attributes.Shapes("dense_shapes");
        if (sparseTypes.Count < sparse.Length || denseTypes.Count < dense.Length || shapes.Count < dense.Length || raggedTypes.Count < ragged.Length)
            return;
        var features = new List<ExampleFeature>();
        // The outputs: indices, values and shapes of the sparse features, the dense ones, values and row splits of the ragged ones.
        for (int i = 0; i < sparse.Length; i++)
            Add(sparse[i], sparseTypes[i], null, true, sparse.Length + i);
        for (int i = 0; i < dense.Length; i++)
        {
            int? length = shapes[i].IsFullyDefined ? (int)Math.Min(int.MaxValue, shapes[i].ElementCount()) : null;
            bool hasDefault = 5 + i < node.Inputs.Count && ConstantReader.Read(node.Inputs[5 + i]) is { Count: > 0 };
            Add(dense[i], denseTypes[i], length, hasDefault, (3 * sparse.Length) + i);
        }
        for (int i = 0; i < ragged.Length; i++)
            Add(ragged[i], raggedTypes[i], null, true, (3 * sparse.Length) + dense.Length + i);
        hints.Example = new ExampleSpec(features);

        void Add(string name, DataType type, int? length, bool hasDefault, int output)
        {
            var feature = new ExampleFeature(name, type, length, hasDefault, new InputHints());
            features.Add(feature);
            if (output < node.OutputTypes.Count)
                followed[node.Output(output)] = feature.Hints;
        }
    }

    private static string[]? Names(NodeOutput names) => ConstantReader.Read(names) is { Type: DataType.String } tensor
        ? Enumerable.Range(0, tensor.Count).Select(tensor.Strings.Text).ToArray()
        : null;
}
