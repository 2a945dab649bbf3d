using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary><c>ParseSequenceExampleV2</c>: serialized <c>tf.train.SequenceExample</c>s, the context as in an example, and lists of features.</summary>
internal sealed class ParseSequenceKernel : Kernel
{
    // Inputs: the examples, their names, the names of three kinds of context features and of three kinds of lists, which lists may be missing, the defaults.
    private const int FirstContext = 2;
    private const int FirstLists = 5;
    private const int Missing = 8;
    private const int Defaults = 9;
    private readonly ListFeature[] _sparse;
    private readonly DenseFeature[] _dense;
    private readonly ListFeature[] _ragged;
    private readonly SequenceFeature[] _sparseLists;
    private readonly SequenceFeature[] _denseLists;
    private readonly SequenceFeature[] _raggedLists;
    private readonly bool _wantsRows;
    private readonly NameIndex? _contextNames;
    private readonly NameIndex? _listNames;

    public ParseSequenceKernel(KernelRequest request)
    {
        _sparse = [.. Types(request, "context_sparse_types").Select(t => new ListFeature(t))];
        IReadOnlyList<TensorShape> shapes = request.Attributes.Shapes("context_dense_shapes"),
            listShapes = request.Attributes.Shapes("feature_list_dense_shapes");
        DataType[] dense = Types(request, "Tcontext_dense"), denseLists = Types(request, "feature_list_dense_types");
        if (dense.Length != shapes.Count || denseLists.Length != listShapes.Count)
            throw request.Unsupported("there must be a shape for each dense feature");
        _dense = [.. dense.Select((t, i) => new DenseFeature(request, t, shapes[i]))];
        _wantsRows = shapes.Any(s => s.IsFullyDefined && s.ElementCount() > 0);
        _ragged = [.. Types(request, "context_ragged_value_types").Select(t => new ListFeature(t))];
        _sparseLists = [.. Types(request, "feature_list_sparse_types").Select(t => new SequenceFeature(t, []))];
        _denseLists = [.. denseLists.Select((t, i) => new SequenceFeature(t, Known(request, listShapes[i])))];
        _raggedLists = [.. Types(request, "feature_list_ragged_value_types").Select(t => new SequenceFeature(t, []))];
        _contextNames = Constant(request, FirstContext);
        _listNames = Constant(request, FirstLists);
    }

    public override void Run(KernelContext context)
    {
        Value serialized = context.Input(0), rowNames = context.Input(1);
        bool single = serialized.Rank == 0;
        if (serialized.Rank > 1 || (rowNames.Count != 0 && rowNames.Count != serialized.Count))
            throw context.ShapeError(0, "it must be a scalar or a vector, with a name for each example or none");
        NameIndex contextNames = _contextNames ?? OfCall(context, FirstContext), listNames = _listNames ?? OfCall(context, FirstLists);
        if (contextNames.Count != _sparse.Length + _dense.Length + _ragged.Length
            || listNames.Count != _sparseLists.Length + _denseLists.Length + _raggedLists.Length)
            throw KernelContext.Error("there must be a name for each feature");
        if (serialized.Count == 0 && _wantsRows)
            throw KernelContext.Error("without any example TensorFlow finds no values of dense context features, and refuses");
        if (context.Input(Missing).Count != _denseLists.Length)
            throw context.ShapeError(Missing, $"there must be {_denseLists.Length} of them");
        using var places = new Scratch<int>(context, checked(serialized.Count * contextNames.Count * 2));
        using var listPlaces = new Scratch<int>(context, checked(serialized.Count * listNames.Count * 2));
        var rows = new ParsedRows(serialized.Strings, contextNames, rowNames.Count == 0 ? null : rowNames.Strings, places.Span);
        var lists = new SequenceFeatures(serialized.Strings, listNames, listPlaces.Span);
        int output = WriteContext(context, rows, single);
        for (int i = 0, n = _sparseLists.Length; i < n; i++)
            _sparseLists[i].WriteSparse(context, lists, i, output + i, output + n + i, output + (2 * n) + i, single);
        output += 3 * _sparseLists.Length;
        for (int i = 0, n = _denseLists.Length; i < n; i++)
            _denseLists[i].WriteDense(context, lists, _sparseLists.Length + i, context.Span<bool>(Missing)[i], output + i, output + n + i, single);
        output += 2 * _denseLists.Length;
        for (int i = 0, n = _raggedLists.Length; i < n; i++)
            _raggedLists[i].WriteRagged(context, lists, _sparseLists.Length + _denseLists.Length + i, output + i, output + n + i, output + (2 * n) + i, single);
    }

    private int WriteContext(KernelContext context, ParsedRows rows, bool single)
    {
        for (int i = 0, n = _sparse.Length; i < n; i++)
            _sparse[i].WriteSparse(context, rows, i, i, n + i, (2 * n) + i, single);
        int output = 3 * _sparse.Length;
        for (int i = 0; i < _dense.Length; i++)
            _dense[i].Write(context, rows, _sparse.Length + i, context.Input(Defaults + i), output + i, single);
        output += _dense.Length;
        for (int i = 0, n = _ragged.Length; i < n; i++)
        {
            _ragged[i].WriteRagged(context, rows, _sparse.Length + _dense.Length + i, output + i, output + n + i, single);
            // Of one example there are no splits: a zero stands for them.
            if (single && context.OutputType(output + n + i) == DataType.Int32)
                context.Allocate<int>(output + n + i)[0] = 0;
            else if (single)
                context.Allocate<long>(output + n + i)[0] = 0;
        }
        return output + (2 * _ragged.Length);
    }

    private static DataType[] Types(KernelRequest request, string attribute)
    {
        DataType[] types = [.. request.Attributes.Types(attribute)];
        return types.All(t => t is DataType.Float or DataType.Int64 or DataType.String)
            ? types
            : throw request.Unsupported("features hold float32, int64 or strings");
    }

    private static long[] Known(KernelRequest request, TensorShape shape) =>
        shape.HasRank && !shape.Dimensions.Contains(-1)
            ? shape.Dimensions.ToArray()
            : throw request.Unsupported("the features of a dense list must have a known shape");

    private static NameIndex? Constant(KernelRequest request, int first)
    {
        Value?[] names = [request.Constant(first), request.Constant(first + 1), request.Constant(first + 2)];
        return names.All(n => n is not null) ? Index(names!) : null;
    }

    private static NameIndex OfCall(KernelContext context, int first) => Index([context.Input(first), context.Input(first + 1), context.Input(first + 2)]);

    private static NameIndex Index(Value[] inputs)
    {
        var names = new List<byte[]>();
        foreach (Value input in inputs)
        {
            for (int i = 0; i < input.Count; i++)
                names.Add(input.Strings[i].ToArray());
        }
        return new NameIndex([.. names]);
    }
}
