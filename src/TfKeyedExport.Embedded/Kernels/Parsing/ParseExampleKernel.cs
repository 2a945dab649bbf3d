using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Parsing;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Parses serialized <c>tf.train.Example</c>s into dense, sparse and ragged tensors: <c>ParseExample</c> and <c>ParseExampleV2</c>.</summary>
internal sealed class ParseExampleKernel : Kernel
{
    // Inputs: the examples, their names, then the names of features (one vector for each kind, or one scalar for each feature), then the defaults.
    private const int FirstNames = 2;
    private readonly bool _isFirstVersion;
    private readonly ListFeature[] _sparse;
    private readonly DenseFeature[] _dense;
    private readonly ListFeature[] _ragged;
    private readonly int _defaults;
    private readonly NameIndex? _names;

    public ParseExampleKernel(KernelRequest request)
    {
        _isFirstVersion = request.Is(ParsingOperations.ParseExample);
        _sparse = Lists(request, "sparse_types");
        IReadOnlyList<DataType> types = request.Attributes.Types("Tdense");
        IReadOnlyList<TensorShape> shapes = request.Attributes.Shapes("dense_shapes");
        if (types.Count != shapes.Count)
            throw request.Unsupported($"{types.Count} dense features have {shapes.Count} shapes");
        _dense = [.. types.Select((type, i) => new DenseFeature(request, Known(request, type), shapes[i]))];
        _ragged = _isFirstVersion ? [] : Lists(request, "ragged_value_types");
        int nameInputs = _isFirstVersion ? _sparse.Length + _dense.Length : 3;
        _defaults = FirstNames + nameInputs;
        Value?[] names = [.. Enumerable.Range(FirstNames, nameInputs).Select(request.Constant)];
        if (names.All(name => name is not null))
            _names = Index(names!);
    }

    public override void Run(KernelContext context)
    {
        Value serialized = context.Input(0), rowNames = context.Input(1);
        bool single = serialized.Rank == 0;
        if (serialized.Rank > 1 || (single && _isFirstVersion))
            throw context.ShapeError(0, "serialized examples must be a vector");
        if (rowNames.Count != 0 && rowNames.Count != serialized.Count)
            throw context.ShapeError(1, "names must be empty, or one for each example");
        NameIndex names = _names ?? NamesOfCall(context);
        using var places = new Scratch<int>(context, checked(serialized.Count * names.Count * 2));
        var rows = new ParsedRows(serialized.Strings, names, rowNames.Count == 0 ? null : rowNames.Strings, places.Span);
        for (int i = 0; i < _sparse.Length; i++)
            _sparse[i].WriteSparse(context, rows, i, i, _sparse.Length + i, (_sparse.Length * 2) + i, single);
        int output = _sparse.Length * 3;
        for (int i = 0; i < _dense.Length; i++)
            _dense[i].Write(context, rows, _sparse.Length + i, context.Input(_defaults + i), output + i, single);
        output += _dense.Length;
        for (int i = 0; i < _ragged.Length; i++)
            _ragged[i].WriteRagged(context, rows, _sparse.Length + _dense.Length + i, output + i, output + _ragged.Length + i, single);
    }

    private static ListFeature[] Lists(KernelRequest request, string attribute) =>
        [.. request.Attributes.Types(attribute).Select(type => new ListFeature(Known(request, type)))];

    private static DataType Known(KernelRequest request, DataType type) => type is DataType.Float or DataType.Int64 or DataType.String
        ? type
        : throw request.Unsupported($"a feature cannot hold {type.Name()}");

    private NameIndex NamesOfCall(KernelContext context)
    {
        var names = new Value[_defaults - FirstNames];
        for (int i = 0; i < names.Length; i++)
            names[i] = context.Input(FirstNames + i);
        return Index(names);
    }

    private NameIndex Index(Value[] inputs)
    {
        var names = new List<byte[]>();
        int expected = _sparse.Length + _dense.Length + _ragged.Length;
        if (inputs.Sum(i => (long)i.Count) is var given && given != expected)
            throw KernelContext.Error($"there are {given} names for {expected} features");
        foreach (Value input in inputs)
        {
            for (int i = 0; i < input.Count; i++)
                names.Add(input.Strings[i].ToArray());
        }
        if (names.Select(Convert.ToHexString).Distinct().Count() != names.Count)
            throw KernelContext.Error("a feature is asked for twice");
        return new NameIndex([.. names]);
    }
}
