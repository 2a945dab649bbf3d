using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>What a walk knows of the tensors that it has met: which inputs they hold, which constants, and of which shapes they are.</summary>
/// <param name="variables">Whether what variables' nodes say of their shapes is so; null to take it for that, where nothing false follows from it.</param>
internal sealed class HintScope(VariableShapes? variables = null) : IKnownTensors
{
    private const int MostNumbers = 4096;
    private const int LongestDetour = 64;
    private const int DeepestSum = 8;

    // A tensor of very many inputs tells nothing that is true of each.
    private const int MostTrails = 256;

    private static readonly IReadOnlyList<Trail> None = [];

    private static readonly Dictionary<Operation, Func<double, double, double>> Computed = new()
    {
        [ElementwiseOperations.Add] = (a, b) => a + b,
        [ElementwiseOperations.AddV2] = (a, b) => a + b,
        [ElementwiseOperations.FloorDiv] = (a, b) => Math.Floor(a / b),
        [ElementwiseOperations.FloorMod] = (a, b) => a - (b * Math.Floor(a / b)),
        [ElementwiseOperations.Mul] = (a, b) => a * b,
        [ElementwiseOperations.Sub] = (a, b) => a - b,
    };

    private readonly Dictionary<NodeOutput, IReadOnlyList<Trail>> _trails = [];
    private readonly Dictionary<NodeOutput, IReadOnlyList<Trail>> _lookedUp = [];
    private readonly Dictionary<NodeOutput, (InputHints Hints, int Dimension)> _sizes = [];
    private readonly Dictionary<Node, NodeOutput> _outer = [];
    private readonly Dictionary<Node, TensorShape> _declared = [];
    private readonly Stack<ShapeAnalysis> _shapes = new();

    /// <summary>The trails that lead to a tensor; none if it holds no input's elements.</summary>
    public IReadOnlyList<Trail> Of(NodeOutput output) => _trails.GetValueOrDefault(output, None);

    /// <summary>Notes where a tensor's elements come from.</summary>
    public void Set(NodeOutput output, IReadOnlyList<Trail> trails)
    {
        if (trails.Count is > 0 and <= MostTrails)
            _trails[output] = trails;
    }

    /// <summary>The trails that lead to what a table was asked for to get a tensor; none if it comes from no table.</summary>
    public IReadOnlyList<Trail> LookedUp(NodeOutput output) => _lookedUp.GetValueOrDefault(output, None);

    /// <summary>Notes what a table was asked for.</summary>
    public void SetLookedUp(NodeOutput output, IReadOnlyList<Trail> trails) => _lookedUp[output] = trails;

    /// <summary>The input of which a tensor is a size, and the dimension; null if it is none.</summary>
    public (InputHints Hints, int Dimension)? SizeOf(NodeOutput output) => _sizes.TryGetValue(output, out (InputHints, int) size) ? size : null;

    /// <summary>Notes that a tensor is a size of an input.</summary>
    public void SetSizeOf(NodeOutput output, InputHints hints, int dimension) => _sizes[output] = (hints, dimension);

    /// <summary>Notes that a size must equal a number.</summary>
    /// <returns>Whether the tensor is a size.</returns>
    public bool RequireSize(NodeOutput size, double number)
    {
        if (SizeOf(size) is not var (hints, dimension))
            return false;
        if (dimension == HintRequest.RankOnly)
            hints.Rank ??= (int)Math.Clamp(number, 0, 8);
        else if (dimension >= 0)
            hints.Ask(dimension, (long)number);
        return true;
    }

    /// <summary>Notes the shape that an input is declared with.</summary>
    public void Declare(Node parameter, TensorShape shape) => _declared[parameter] = shape;

    /// <summary>Notes what a region's parameter stands for.</summary>
    public void Bind(Node parameter, NodeOutput outer)
    {
        if (!_outer.TryAdd(parameter, outer))
            return;
        if (SizesOf(outer) is { } sizes)
            _declared[parameter] = new TensorShape(sizes);
    }

    /// <summary>Begins a graph.</summary>
    public void Enter(Graph graph) => _shapes.Push(new ShapeAnalysis(graph, this));

    /// <summary>Ends a graph.</summary>
    public void Leave() => _shapes.Pop();

    /// <summary>The node that a tensor comes from, through identities and out of regions.</summary>
    public Node Origin(NodeOutput output)
    {
        Node node = ConstantReader.Origin(output);
        for (int step = 0; step < LongestDetour && _outer.TryGetValue(node, out NodeOutput outer); step++)
            node = ConstantReader.Origin(outer);
        return node;
    }

    /// <summary>The tensor that a tensor is, through identities and out of regions.</summary>
    public NodeOutput Source(NodeOutput output)
    {
        for (int step = 0; step < LongestDetour; step++)
        {
            if (_outer.TryGetValue(output.Node, out NodeOutput outer))
                output = outer;
            else if (output.Node.Operation is { PassesValues: true } && output.Index < output.Node.Inputs.Count)
                output = output.Node.Inputs[output.Index];
            else
                break;
        }
        return output;
    }

    /// <summary>A constant's value; null if the tensor is none.</summary>
    public Tensor? Constant(NodeOutput output)
    {
        Node node = Origin(output);
        for (int step = 0; step < LongestDetour && OnlyReshapes(node); step++)
            node = Origin(node.Inputs[0]);
        return node.IsConstant ? ConstantReader.Read(node.Output()) : null;
    }

    private static bool OnlyReshapes(Node node) =>
        node.IsAny(ArrayOperations.Reshape, ArrayOperations.ExpandDims, ArrayOperations.Squeeze) && node.Inputs.Count > 0;

    /// <summary>The numbers that a tensor always holds, in whatever shape; null if they are not known, or too many.</summary>
    public double[]? Numbers(NodeOutput output) => Numbers(output, 0);

    private double[]? Numbers(NodeOutput output, int depth)
    {
        Node node = Origin(output);
        for (int step = 0; step < LongestDetour && node.Is(ElementwiseOperations.Cast); step++)
            node = Origin(node.Inputs[0]);
        if (node.IsAny(ArrayOperations.ZerosLike, ArrayOperations.OnesLike))
            return [node.Is(ArrayOperations.OnesLike) ? 1 : 0];
        if (node.Is(ArrayOperations.Fill))
            node = Origin(node.Inputs[1]);
        if (node.Inputs.Count == 2
            && depth < DeepestSum
            && node.Operation is { } operation
            && Computed.TryGetValue(operation, out Func<double, double, double>? compute))
        {
            return Numbers(node.Inputs[0], depth + 1) is [double left]
                && Numbers(node.Inputs[1], depth + 1) is [double right]
                && double.IsFinite(compute(left, right))
                ? [compute(left, right)]
                : null;
        }
        if (Constant(node.Output()) is { Count: > 0 and <= MostNumbers } constant)
        {
            var numbers = new double[constant.Count];
            for (int i = 0; i < numbers.Length; i++)
            {
                if (Tensors.Numbers.Any(constant, i) is not { } number)
                    return null;
                numbers[i] = number;
            }
            return numbers;
        }
        return _shapes.TryPeek(out ShapeAnalysis? shapes) && shapes[output].Content is { Length: > 0 } content && Array.TrueForAll(content, c => c.IsKnown)
            ? Array.ConvertAll(content, c => (double)c.Value)
            : null;
    }

    /// <summary>The sizes of a tensor, or of what a variable holds, -1 where only a call tells; null if not even their number is known.</summary>
    public long[]? SizesOf(NodeOutput output)
    {
        if (ShapeOf(Origin(output).Output()) is { HasRank: true } shape)
            return shape.Dimensions.ToArray();
        return _shapes.TryPeek(out ShapeAnalysis? shapes) && shapes[output].Sizes is { } sizes ? Array.ConvertAll(sizes, s => s.IsKnown ? s.Value : -1) : null;
    }

    /// <inheritdoc/>
    public TensorShape? ShapeOf(NodeOutput output)
    {
        Node node = output.Node;
        if (_declared.TryGetValue(node, out TensorShape declared))
            return declared;
        if (node.Is(VariableOperations.ReadVariableOp) && node.Inputs.Count > 0)
            node = Origin(node.Inputs[0]);
        try
        {
            if (node.IsConstant)
                return ShapeProtos.ToShape(node.Attributes.Tensor("value").TensorShape);
            return node.IsAny(VariableOperations.VarHandleOp, VariableOperations.VariableV2, VariableOperations.Variable)
                && variables?.IsTold(node) != false
                ? node.Attributes.Shape("shape")
                : null;
        }
        catch (TfKeyedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public long[]? IntegersOf(NodeOutput output)
    {
        if (!output.Node.IsConstant || ConstantReader.Read(output) is not { Count: <= MostNumbers } constant)
            return null;
        return constant.Type switch
        {
            DataType.Int32 => Array.ConvertAll(constant.Values<int>().ToArray(), v => (long)v),
            DataType.Int64 => constant.Values<long>().ToArray(),
            _ => null,
        };
    }
}
