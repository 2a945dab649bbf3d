using System.Globalization;
using System.Text;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Reductions;
using TfKeyedExport.Operations.Strings;
using TfKeyedExport.Operations.Tables;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>
/// Follows a number or a text backwards through a graph, to the inputs that could make a tensor hold it: through functions that can be undone, and through all
/// others as if they left it as it is. It suggests what to try, and claims nothing: a suggestion that is wrong costs a call.
/// </summary>
internal sealed class ComparedValues(HintScope scope, ComparedSizes sizes)
{
    private const int Deepest = 40;
    private const int MostSteps = 20_000;
    private const int MostInputs = 4;
    private const int MostValues = 64;
    private const int MostWords = 48;

    private readonly HashSet<(NodeOutput, double)> _seen = [];
    private readonly UndoneTexts _texts = new(scope);
    private int _steps;

    private static readonly Dictionary<Operation, Func<double, double[]>> Undone = new()
    {
        [ElementwiseOperations.Neg] = n => [-n],
        [ElementwiseOperations.Abs] = n => [n, -n],
        [ElementwiseOperations.Square] = n => [Math.Sqrt(n), -Math.Sqrt(n)],
        [ElementwiseOperations.Sqrt] = n => [n * n],
        [ElementwiseOperations.Rsqrt] = n => [1 / (n * n)],
        [ElementwiseOperations.Reciprocal] = n => [1 / n],
        [ElementwiseOperations.Inv] = n => [1 / n],
        [ElementwiseOperations.Exp] = n => [Math.Log(n)],
        [ElementwiseOperations.Expm1] = n => [Math.Log(n + 1)],
        [ElementwiseOperations.Log] = n => [Math.Exp(n)],
        [ElementwiseOperations.Log1p] = n => [Math.Exp(n) - 1],
        [ElementwiseOperations.Sigmoid] = n => [Math.Log(n / (1 - n))],
        [ElementwiseOperations.Tanh] = n => [Math.Atanh(n)],
        [ElementwiseOperations.Softplus] = n => [Math.Log(Math.Exp(n) - 1)],
    };

    private static readonly HashSet<Operation> Stores =
    [
        VariableOperations.ReadVariableOp, VariableOperations.VarHandleOp, VariableOperations.Variable, VariableOperations.VariableV2,
        VariableOperations.ResourceGather, TableOperations.LookupTableFind, TableOperations.LookupTableFindV2, TableOperations.LookupTableSize,
        TableOperations.LookupTableSizeV2,
    ];

    /// <summary>Follows a number that a tensor is compared with.</summary>
    public void Follow(NodeOutput output, double number)
    {
        ComparedSizes.Note(sizes.Counts, number);
        Follow(output, number, 0);
    }

    /// <summary>Follows a number by which a tensor is divided.</summary>
    public void FollowDivisor(NodeOutput output, double divisor)
    {
        ComparedSizes.Note(sizes.Counts, divisor);
        foreach (Trail trail in scope.Of(output))
            Divisor(trail, divisor);
        Follow(output, divisor, 0);
    }

    /// <summary>Follows a text that a tensor is compared with.</summary>
    public void FollowText(NodeOutput output, byte[] text) => FollowText(output, text, 0);

    private static void Divisor(Trail trail, double divisor)
    {
        double own = Math.Abs(divisor / trail.Scale);
        if (own is >= 2 and <= long.MaxValue / 4 && trail.Hints.Moduli.Count < MostValues)
            trail.Hints.Moduli.Add((long)own);
    }

    private void Follow(NodeOutput output, double number, int depth)
    {
        output = scope.Source(output);
        if (!double.IsFinite(number) || depth > Deepest || _steps++ > MostSteps || !_seen.Add((output, number)))
            return;
        if (scope.Of(output) is { Count: > 0 } trails)
        {
            foreach (Trail trail in trails)
                Record(trail, number);
            return;
        }
        Node node = output.Node;
        if (node.Regions.Count > 0)
            Results(node, output.Index, r => Follow(r, number, depth + 1));
        else if (node.IsAny(ArrayOperations.Shape, ArrayOperations.Size, ArrayOperations.ShapeN, ArrayOperations.Rank))
            ComparedSizes.Note(sizes.Sizes, number);
        else if (node.Operation is { } store && Stores.Contains(store))
            ComparedSizes.Note(sizes.Stored, number);
        else if (node.Is(StringOperations.StringLength))
            Length(node.Inputs[0], (long)number, depth + 1);
        else if (node.Is(StringOperations.StringToNumber))
            FollowText(node.Inputs[0], Spelt(number), depth + 1);
        else if (node.Inputs.Count == 2 && Other(node, number) is { } one)
            Follow(node.Inputs[one.Input], one.Number, depth + 1);
        else if (node.Operation is { } operation && Undone.TryGetValue(operation, out Func<double, double[]>? undo))
            Array.ForEach(undo(number), n => Follow(node.Inputs[0], n, depth + 1));
        else
            Through(node, number, depth);
    }

    // Whatever it computes: of larger values, most functions give larger ones.
    private void Through(Node node, double number, int depth)
    {
        if (node.IsAny(ReductionOperations.Sum, ReductionOperations.Mean, ReductionOperations.Cumsum))
            ComparedSizes.Note(sizes.Counts, number);
        int followed = 0;
        foreach (NodeOutput input in node.Inputs)
        {
            if (scope.Source(input).Node.IsConstant || followed++ >= MostInputs)
                continue;
            if (input.Type != DataType.String)
                Follow(input, number, depth + 1);
        }
    }

    /// <summary>Of arithmetic with a constant, the other operand and what it must be.</summary>
    private (int Input, double Number)? Other(Node node, double number)
    {
        for (int i = 0; i < 2; i++)
        {
            if (scope.Numbers(node.Inputs[i]) is not [double constant])
                continue;
            double? other = node switch
            {
                _ when node.IsAny(ElementwiseOperations.Add, ElementwiseOperations.AddV2) => number - constant,
                _ when node.IsAny(ElementwiseOperations.Mul, ElementwiseOperations.MulNoNan) => number / constant,
                _ when node.Is(ElementwiseOperations.Sub) => i == 1 ? number + constant : constant - number,
                _ when node.IsAny(ElementwiseOperations.RealDiv, ElementwiseOperations.Div, ElementwiseOperations.DivNoNan) => i == 1
                    ? number * constant
                    : constant / number,
                _ when node.IsAny(ElementwiseOperations.FloorDiv, ElementwiseOperations.TruncateDiv) && i == 1 => number * constant,
                _ when node.Is(ElementwiseOperations.Pow) && i == 1 => Math.Pow(number, 1 / constant),
                _ when node.Is(ElementwiseOperations.SquaredDifference) => constant + Math.Sqrt(number),
                _ => null,
            };
            if (other is not null)
                return (1 - i, other.Value);
        }
        return null;
    }

    private static void Record(Trail trail, double number)
    {
        if (trail.Hints.Compared.Count >= MostValues)
            return;
        foreach (double source in (double[])[trail.Source(number), (number - trail.MostShift) / trail.Scale])
        {
            if (!double.IsFinite(source))
                continue;
            trail.Hints.Compared.Add(source);
            if (trail.Divisor is { } divisor)
                trail.Hints.Compared.Add(source + divisor);
        }
        if (trail.Divisor is { } modulus)
            Divisor(trail, modulus);
    }

    private void Length(NodeOutput text, long length, int depth)
    {
        text = scope.Source(text);
        if (depth > Deepest || _steps++ > MostSteps)
            return;
        IReadOnlyList<Trail> trails = scope.Of(text);
        foreach (Trail trail in trails.Where(t => t.Hints.ComparedLengths.Count < MostValues))
            trail.Hints.ComparedLengths.Add(length);
        if (trails.Count > 0)
            return;
        foreach (NodeOutput input in text.Node.Inputs)
        {
            if (input.Type == DataType.String && !scope.Source(input).Node.IsConstant)
                Length(input, length, depth + 1);
        }
    }

    private void FollowText(NodeOutput output, byte[] text, int depth)
    {
        output = scope.Source(output);
        if (depth > Deepest || _steps++ > MostSteps)
            return;
        if (scope.Of(output) is { Count: > 0 } trails)
        {
            foreach (Trail trail in trails)
                Record(trail, text);
            return;
        }
        Node node = output.Node;
        if (node.Regions.Count > 0)
        {
            Results(node, output.Index, r => FollowText(r, text, depth + 1));
            return;
        }
        foreach (NodeOutput input in node.Inputs)
        {
            if (input.Type == DataType.String && !scope.Source(input).Node.IsConstant && _texts.Before(node, input, text) is { } before)
                FollowText(input, before, depth + 1);
        }
    }

    private static void Record(Trail trail, byte[] text)
    {
        List<byte[]> words = trail.Hints.ComparedWords;
        if (words.Count < MostWords && !words.Exists(w => w.AsSpan().SequenceEqual(text)))
            words.Add(text);
        // A number may have been made a text before it was compared.
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
            Record(trail, number);
    }

    private static void Results(Node node, int index, Action<NodeOutput> follow)
    {
        foreach (Graph region in node.Regions.Skip(node.IsLoop ? 1 : 0).Where(r => index < r.Results.Count))
            follow(region.Results[index]);
    }

    private static byte[] Spelt(double number) => Encoding.UTF8.GetBytes(number.ToString("0.######", CultureInfo.InvariantCulture));
}
