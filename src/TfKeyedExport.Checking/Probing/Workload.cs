using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Checking.Probing;

/// <summary>
/// How many rows and calls a hunt may spend, by about how much a model computes: not by a clock, so that the same seed makes the same calls everywhere.
/// </summary>
/// <param name="Row">About how many multiplications, or work of that size, a row takes.</param>
/// <param name="Call">The same for a call, whatever its rows.</param>
internal sealed record Workload(double Row, double Call)
{
    // Of a second of one core, about a tenth.
    private const double Part = 2e8;
    private const double PerNode = 40, PerNodeAndCall = 400, PerElement = 4;
    private const double LoopRounds = 16;
    private const double MostPositions = 1 << 16;

    /// <summary>How many rows one part of the hunt may send.</summary>
    public int Rows => (int)Math.Clamp(Part / Row, 64, 100_000);

    /// <summary>How many more rows it may send where nothing is proved.</summary>
    public int MoreRows => (int)Math.Clamp(2 * Part / (Row + (Call / 300)), 0, 700_000);

    /// <summary>How many calls of a few rows one part of the hunt may make.</summary>
    public int Calls => (int)Math.Clamp(Part / (Call + (8 * Row)), 24, 12_000);

    /// <summary>The largest batch to send.</summary>
    public int LargestBatch => (int)Math.Clamp(Part / 2 / Row, 64, 1 << 14);

    /// <summary>The largest batch to send where it is known that something changes there.</summary>
    public int LargestOfAll => (int)Math.Clamp(2 * Part / Row, LargestBatch, 1 << 17);

    /// <summary>The largest batch to send where the graph compares sizes with it.</summary>
    public int LargestNamed => (int)Math.Clamp(4 * Part / Row, LargestBatch, 1 << 20);

    /// <summary>Estimates a model.</summary>
    /// <param name="graph">The signature's graph; null if it cannot be followed.</param>
    /// <param name="pool">The sample rows.</param>
    /// <param name="weights">The bytes of the model's weights.</param>
    public static Workload Of(Graph? graph, Pool pool, long weights)
    {
        double elements = pool.Columns.Where((c, i) => pool.Layout.Batched[i] && c.Shape.Rank > 0).Sum(c => (double)c.RowLength());
        foreach (Tensor texts in pool.Columns.Where((c, i) => pool.Layout.Batched[i] && c.Type == DataType.String))
            elements += texts.Strings.Data.Length / (4.0 * Math.Max(1, pool.Count));
        if (graph is null)
            return new Workload(1000 + weights, 1000 + weights);
        double positions = Math.Clamp(elements, 1, MostPositions);
        (double nodes, double products) = Count(graph, positions);
        // Of each id, as much is copied as a row of its table holds; which input's ids go to which table is not asked.
        double[] tables = [.. RowsOfTables(graph)];
        if (tables.Length > 0)
            products += positions * PerElement * tables.Average();
        return new Workload((nodes * PerNode) + products + (elements * PerElement), (nodes * PerNodeAndCall) + 10_000);
    }

    private static (double Nodes, double Products) Count(Graph graph, double positions)
    {
        double nodes = 0, products = 0;
        foreach (Node node in graph.Nodes)
        {
            nodes++;
            foreach (Graph region in node.Regions)
            {
                (double inner, double more) = Count(region, positions);
                nodes += inner * (node.IsLoop ? LoopRounds : 1);
                products += more * (node.IsLoop ? LoopRounds : 1);
            }
            if (node.Inputs.Count < 2 || node.Operation is not { Multiplies: true } || Shape(node.Inputs[1]) is not { HasRank: true, Rank: >= 2 } shape)
                continue;
            double size = 1;
            foreach (long dimension in shape.Dimensions)
                size *= Math.Max(1, dimension);
            // A filter meets every place of an image.
            products += size * (shape.Rank >= 4 ? Math.Max(1, positions / Math.Max(1, shape.Dimensions[^2])) : 1);
        }
        return (nodes, products);
    }

    private static IEnumerable<double> RowsOfTables(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.IsAny(ArrayOperations.GatherV2, ArrayOperations.Gather, VariableOperations.ResourceGather) && node.Inputs.Count > 1
                && Shape(node.Inputs[0]) is { HasRank: true, Rank: >= 2 } table)
                yield return table.Dimensions[1..].ToArray().Aggregate(1.0, (size, d) => size * Math.Max(1, d));
            foreach (double inner in node.Regions.SelectMany(RowsOfTables))
                yield return inner;
        }
    }

    private static TensorShape Shape(NodeOutput weights)
    {
        Node node = ConstantReader.Origin(weights);
        if (node.Is(VariableOperations.ReadVariableOp) && node.Inputs.Count > 0)
            node = ConstantReader.Origin(node.Inputs[0]);
        return node.IsAny(VariableOperations.VarHandleOp, VariableOperations.VariableV2) ? node.Attributes.Shape("shape")
            : node.IsConstant ? ShapeProtos.ToShape(node.Attributes.Tensor("value").TensorShape) : default;
    }
}
