using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Reductions;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>Reads off a condition that must hold, because the model asserts it, which values its inputs take.</summary>
internal sealed class AssertionReader(HintScope scope)
{
    private const int Deepest = 16;

    private static readonly Dictionary<Operation, Comparison> Comparisons = new()
    {
        [ElementwiseOperations.Equal] = Comparison.Equal,
        [ElementwiseOperations.Greater] = Comparison.Greater,
        [ElementwiseOperations.GreaterEqual] = Comparison.GreaterEqual,
        [ElementwiseOperations.Less] = Comparison.Less,
        [ElementwiseOperations.LessEqual] = Comparison.LessEqual,
        [ElementwiseOperations.NotEqual] = Comparison.NotEqual,
    };

    // How far beyond an end that is not taken itself fractions lie.
    private const double Step = 1e-3;

    /// <summary>Whether a graph fails by itself: a conditional goes into it only if an assertion does not hold.</summary>
    public static bool Fails(Graph graph) => graph.Nodes.Any(n => n.IsAny(ControlFlowOperations.Assert, ControlFlowOperations.Abort));

    /// <summary>Notes what follows from a condition that must hold, or must not.</summary>
    public void Require(NodeOutput condition, bool holds, int depth = 0)
    {
        Node node = scope.Origin(condition);
        if (depth > Deepest)
            return;
        if (node.IsAny(ArrayOperations.Reshape, ArrayOperations.Squeeze, ArrayOperations.ExpandDims)
            || node.Is(holds ? ReductionOperations.All : ReductionOperations.Any))
            Require(node.Inputs[0], holds, depth + 1);
        else if (node.Is(holds ? ElementwiseOperations.LogicalAnd : ElementwiseOperations.LogicalOr))
        {
            Require(node.Inputs[0], holds, depth + 1);
            Require(node.Inputs[1], holds, depth + 1);
        }
        else if (node.Is(ElementwiseOperations.LogicalNot))
            Require(node.Inputs[0], !holds, depth + 1);
        else if (holds && NothingFound(node) is { } sought)
            Require(sought, false, depth + 1);
        else if (ComparisonOf(node) is { } comparison)
            Compare(node.Inputs[0], holds ? comparison : Opposite(comparison), node.Inputs[1]);
    }

    // Of a node that says that nothing was found, what was looked for.
    private NodeOutput? NothingFound(Node node)
    {
        if (!node.Is(ElementwiseOperations.Equal) || scope.Numbers(node.Inputs[1]) is not [0])
            return null;
        return scope.Origin(node.Inputs[0]).As(ArrayOperations.Size) is { } size && scope.Origin(size.Inputs[0]).As(ArrayOperations.Where) is { } found
            ? found.Inputs[0]
            : null;
    }

    private static Comparison? ComparisonOf(Node node) =>
        node.Operation is { } operation && Comparisons.TryGetValue(operation, out Comparison comparison) ? comparison : null;

    private void Compare(NodeOutput left, Comparison comparison, NodeOutput right)
    {
        if (scope.Numbers(right) is { } numbers)
            Compare(left, comparison, numbers);
        else if (scope.Numbers(left) is { } others)
            Compare(right, Mirrored(comparison), others);
    }

    private void Compare(NodeOutput values, Comparison comparison, double[] numbers)
    {
        double least = numbers.Min(), most = numbers.Max();
        if (comparison == Comparison.NotEqual)
        {
            // What a table gives for strangers is not taken.
            foreach (Trail asked in scope.LookedUp(scope.Origin(values).Output()))
                asked.Hints.IsClosed = true;
            return;
        }
        if (comparison == Comparison.Equal && scope.RequireSize(values, most))
            return;
        foreach (Trail trail in scope.Of(values))
        {
            if (trail.Divisor is { } divisor)
            {
                if (comparison == Comparison.Equal && least == most && divisor >= 1 && divisor == Math.Floor(divisor))
                    trail.Hints.Multiple ??= ((long)divisor, (long)most);
                continue;
            }
            switch (comparison)
            {
                case Comparison.GreaterEqual: trail.Within(most, double.PositiveInfinity); break;
                case Comparison.Greater: trail.Within(most + Beyond(most), double.PositiveInfinity); break;
                case Comparison.LessEqual: trail.Within(double.NegativeInfinity, least); break;
                case Comparison.Less: trail.Within(double.NegativeInfinity, least - Beyond(least)); break;
                case Comparison.Equal when least == most: trail.Within(least, most); break;
            }
        }
    }

    private static double Beyond(double end) => Step * Math.Max(1, Math.Abs(end));

    private static Comparison Opposite(Comparison comparison) => comparison switch
    {
        Comparison.GreaterEqual => Comparison.Less,
        Comparison.Greater => Comparison.LessEqual,
        Comparison.LessEqual => Comparison.Greater,
        Comparison.Less => Comparison.GreaterEqual,
        Comparison.Equal => Comparison.NotEqual,
        _ => Comparison.Equal,
    };

    private static Comparison Mirrored(Comparison comparison) => comparison switch
    {
        Comparison.GreaterEqual => Comparison.LessEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.LessEqual => Comparison.GreaterEqual,
        Comparison.Less => Comparison.Greater,
        _ => comparison,
    };

    private enum Comparison
    {
        GreaterEqual,
        Greater,
        LessEqual,
        Less,
        Equal,
        NotEqual,
    }
}
