using System.Diagnostics.CodeAnalysis;
using TfKeyedExport.Graphs;
using TfKeyedExport.Operations.Parsing;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>Reads which features a parser of tf.Examples or tf.SequenceExamples wants: TensorFlow has six of them, which name the features in inputs or in attributes.</summary>
internal sealed class ExampleSpecReader
{
    private const int MaxFeatures = 4096;

    private readonly Node _node;
    private readonly HintScope _scope;
    private readonly DeclaredArguments _arguments;

    private ExampleSpecReader(Node node, HintScope scope) => (_node, _scope, _arguments) = (node, scope, new DeclaredArguments(node));

    /// <summary>Whether a node is such a parser; its first input is what it parses.</summary>
    public static bool IsParser(Node node) => node.IsAny(ParsingOperations.ParseExample, ParsingOperations.ParseExampleV2, ParsingOperations.ParseSingleExample, ParsingOperations.ParseSequenceExample, ParsingOperations.ParseSequenceExampleV2, ParsingOperations.ParseSingleSequenceExample);

    /// <summary>Fills in the features of a serialized input; what the parser gives is followed as the features' values.</summary>
    public static void Read(Node node, InputHints hints, HintScope scope)
    {
        var reader = new ExampleSpecReader(node, scope);
        bool isSequence = node.Work.Name.Contains("Sequence", StringComparison.Ordinal);
        if (reader.Features(isSequence ? "context_" : "", steps: false) is { } features
            && (isSequence ? reader.Features("feature_list_", steps: true) : []) is { } sequences)
            hints.Example = new ExampleSpec(features, isSequence ? sequences : null);
    }

    /// <summary>One group of features: of the example, of the context, or of the steps; null if they cannot be read.</summary>
    private List<ExampleFeature>? Features(string group, bool steps)
    {
        if (!TryNames($"{group}sparse_keys", out string[]? sparse) || !TryNames($"{group}dense_keys", out string[]? dense) || !TryNames($"{group}ragged_keys", out string[]? ragged)
            || sparse.Length + dense.Length + ragged.Length > MaxFeatures)
            return null;
        string denseTypes = steps ? $"{group}dense_types" : group.Length > 0 ? "Tcontext_dense" : "Tdense";
        IReadOnlyList<TensorShape> shapes = dense.Length == 0 ? [] : _node.Attributes.Shapes($"{group}dense_shapes");
        IReadOnlyList<NodeOutput> defaults = _arguments.Inputs($"{group}dense_defaults");
        HashSet<string> mayLack = steps ? MayLack(dense) : [];
        var features = new List<ExampleFeature>();
        if (!TryAdd(sparse, $"{group}sparse_types", $"{group}sparse_values", (name, type, _) => new ExampleFeature(name, type, null, true, new InputHints()))
            || !TryAdd(dense, denseTypes, $"{group}dense_values", (name, type, i) => Dense(name, type, shapes[i], steps ? mayLack.Contains(name) : HasDefault(i)))
            || !TryAdd(ragged, $"{group}ragged_value_types", $"{group}ragged_values", (name, type, _) => new ExampleFeature(name, type, null, true, new InputHints())))
            return null;
        return features;

        bool HasDefault(int i) => i < defaults.Count && _scope.Constant(defaults[i]) is { Count: > 0 };

        bool TryAdd(string[] names, string typesName, string outputsName, Func<string, DataType, int, ExampleFeature> make)
        {
            if (names.Length == 0)
                return true;
            IReadOnlyList<DataType> types = _node.Attributes.Types(typesName);
            IReadOnlyList<NodeOutput> outputs = _arguments.Outputs(outputsName);
            if (types.Count < names.Length || outputs.Count < names.Length || (ReferenceEquals(names, dense) && shapes.Count < names.Length))
                return false;
            for (int i = 0; i < names.Length; i++)
            {
                ExampleFeature feature = make(names[i], types[i], i);
                features.Add(feature);
                _scope.Set(outputs[i], [new Trail(feature.Hints).Reshaped()]);
            }
            return true;
        }
    }

    private static ExampleFeature Dense(string name, DataType type, TensorShape shape, bool mayLack)
    {
        long stride = 1;
        bool isEmpty = false;
        if (shape.HasRank)
        {
            // Sizes that multiply beyond any number of values are cut: they are a model's claim.
            foreach (long size in shape.Dimensions)
                (stride, isEmpty) = (Math.Min(int.MaxValue, stride * Math.Clamp(size, 1, int.MaxValue)), isEmpty || size == 0);
        }
        return new ExampleFeature(name, type, !shape.IsFullyDefined ? null : isEmpty ? 0 : (int)stride, mayLack, new InputHints()) { Stride = (int)stride };
    }

    /// <summary>The dense features of steps that an example may lack altogether: by their names, or as truth values in their order.</summary>
    private HashSet<string> MayLack(string[] dense)
    {
        const string Argument = "feature_list_dense_missing_assumed_empty";
        if (_arguments.Inputs(Argument) is [var given, ..])
        {
            return _scope.Constant(given) switch
            {
                { Type: DataType.Bool } flags when flags.Count == dense.Length => [.. dense.Where((_, i) => flags.Values<bool>()[i])],
                { Type: DataType.String } names => [.. Texts(names)],
                _ => [],
            };
        }
        return _node.Attributes.Has(Argument) ? [.. _node.Attributes.Texts(Argument)] : [];
    }

    /// <summary>The names of features: an input that holds them all, an input for each, or an attribute.</summary>
    private bool TryNames(string argument, [NotNullWhen(true)] out string[]? names)
    {
        names = null;
        IReadOnlyList<NodeOutput> inputs = _arguments.Inputs(argument);
        if (inputs.Count == 0)
        {
            names = _node.Attributes.Has(argument) ? [.. _node.Attributes.Texts(argument)] : [];
            return true;
        }
        var found = new List<string>();
        foreach (NodeOutput input in inputs)
        {
            if (_scope.Constant(input) is not { Type: DataType.String } keys)
                return false;
            found.AddRange(Texts(keys));
        }
        names = [.. found];
        return true;
    }

    private static IEnumerable<string> Texts(Tensor tensor) => Enumerable.Range(0, tensor.Count).Select(tensor.Strings.Text);
}
