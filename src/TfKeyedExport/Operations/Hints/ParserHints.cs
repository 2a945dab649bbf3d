using System.Diagnostics.CodeAnalysis;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Hints;

/// <summary>
/// The rule of parsers of tf.Examples and tf.SequenceExamples, which tell which features they want: TensorFlow has six of them, which name
/// the features in inputs or in attributes. The first input is what is parsed; what a parser gives is followed as the features' values.
/// </summary>
internal sealed class ParserHints
{
    private const int MaxFeatures = 4096;

    private readonly HintRequest _request;

    private ParserHints(HintRequest request) => _request = request;

    /// <summary>Of a parser of tf.Examples.</summary>
    public static void Example(HintRequest request) => Read(request, isSequence: false);

    /// <summary>Of a parser of tf.SequenceExamples.</summary>
    public static void Sequence(HintRequest request) => Read(request, isSequence: true);

    private static void Read(HintRequest request, bool isSequence)
    {
        foreach (Trail parsed in request.Trails(0).Where(t => t.Hints.Example is null))
        {
            var reader = new ParserHints(request);
            if (reader.Features(isSequence ? "context_" : "", steps: false) is { } features
                && (isSequence ? reader.Features("feature_list_", steps: true) : []) is { } sequences)
                parsed.Hints.Example = new ExampleSpec(features, isSequence ? sequences : null);
        }
    }

    /// <summary>One group of features: of the example, of the context, or of the steps; null if they cannot be read.</summary>
    private List<ExampleFeature>? Features(string group, bool steps)
    {
        if (!TryNames($"{group}sparse_keys", out string[]? sparse)
            || !TryNames($"{group}dense_keys", out string[]? dense)
            || !TryNames($"{group}ragged_keys", out string[]? ragged)
            || sparse.Length + dense.Length + ragged.Length > MaxFeatures)
            return null;
        string denseTypes = steps ? $"{group}dense_types" : group.Length > 0 ? "Tcontext_dense" : "Tdense";
        IReadOnlyList<TensorShape> shapes = dense.Length == 0 ? [] : _request.Attributes.Shapes($"{group}dense_shapes");
        int[] defaults = Inputs($"{group}dense_defaults");
        HashSet<string> mayLack = steps ? MayLack(dense) : [];
        var features = new List<ExampleFeature>();
        bool fits = TryAdd(sparse, $"{group}sparse_types", $"{group}sparse_values", (name, type, _) => Any(name, type))
            && TryAdd(
                dense, denseTypes, $"{group}dense_values", (name, type, i) => Dense(name, type, shapes[i], steps ? mayLack.Contains(name) : HasDefault(i)))
            && TryAdd(ragged, $"{group}ragged_value_types", $"{group}ragged_values", (name, type, _) => Any(name, type));
        return fits ? features : null;

        bool HasDefault(int i) => i < defaults.Length && _request.Constant(defaults[i]) is { Count: > 0 };

        bool TryAdd(string[] names, string typesName, string outputsName, Func<string, DataType, int, ExampleFeature> make)
        {
            if (names.Length == 0)
                return true;
            IReadOnlyList<DataType> types = _request.Attributes.Types(typesName);
            (int first, int count) = _request.Outputs(outputsName).GetOffsetAndLength(_request.OutputTypes.Count);
            if (types.Count < names.Length || count < names.Length || (ReferenceEquals(names, dense) && shapes.Count < names.Length))
                return false;
            for (int i = 0; i < names.Length; i++)
            {
                ExampleFeature feature = make(names[i], types[i], i);
                features.Add(feature);
                _request.Set(first + i, [new Trail(feature.Hints).Reshaped()]);
            }
            return true;
        }
    }

    private static ExampleFeature Any(string name, DataType type) => new(name, type, null, true, new InputHints());

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
        if (Inputs(Argument) is [var given, ..])
        {
            return _request.Constant(given) switch
            {
                { Type: DataType.Bool } flags when flags.Count == dense.Length => [.. dense.Where((_, i) => flags.Values<bool>()[i])],
                { Type: DataType.String } names => [.. Texts(names)],
                _ => [],
            };
        }
        return _request.Attributes.Has(Argument) ? [.. _request.Attributes.Texts(Argument)] : [];
    }

    /// <summary>The names of features: an input that holds them all, an input for each, or an attribute.</summary>
    private bool TryNames(string argument, [NotNullWhen(true)] out string[]? names)
    {
        names = null;
        int[] inputs = Inputs(argument);
        if (inputs.Length == 0)
        {
            names = _request.Attributes.Has(argument) ? [.. _request.Attributes.Texts(argument)] : [];
            return true;
        }
        var found = new List<string>();
        foreach (int input in inputs)
        {
            if (_request.Constant(input) is not { Type: DataType.String } keys)
                return false;
            found.AddRange(Texts(keys));
        }
        names = [.. found];
        return true;
    }

    private int[] Inputs(string argument)
    {
        (int first, int count) = _request.Inputs(argument).GetOffsetAndLength(_request.InputCount);
        return [.. Enumerable.Range(first, count)];
    }

    private static IEnumerable<string> Texts(Tensor tensor) => Enumerable.Range(0, tensor.Count).Select(tensor.Strings.Text);
}
