using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Analyses.Shapes;

/// <summary>Follows shapes into branches and loops, and out of them.</summary>
internal sealed class RegionShapes(ShapeAnalysis shapes)
{
    // Each round leaves fewer sizes known; what is not settled by then, is not known.
    private const int MostRounds = 8;

    /// <summary>A size of a TensorList's elements that is open until one is set.</summary>
    public static SymbolicSize Open { get; } = new(-1);

    /// <summary>Goes through a node's regions.</summary>
    public void Follow(Node node)
    {
        if (node.IsLoop)
            FollowLoop(node);
        else if (node.IsAny(ControlFlowOperations.If, ControlFlowOperations.StatelessIf, ControlFlowOperations.Case, ControlFlowOperations.StatelessCase))
            FollowBranches(node);
    }

    private void FollowBranches(Node node)
    {
        foreach (Graph branch in node.Regions)
        {
            for (int i = 0; i < branch.Parameters.Count && i + node.FirstGiven < node.Inputs.Count; i++)
            {
                NodeOutput outer = node.Inputs[i + node.FirstGiven];
                shapes.Bind(branch.Parameters[i], outer);
                shapes[branch.Parameters[i].Output()] = shapes[outer];
            }
            shapes.Follow(branch);
        }
        for (int i = 0; i < node.Types.Length; i++)
        {
            SymbolicTensor joined = shapes[node.Regions[0].Results[i]];
            foreach (Graph branch in node.Regions.Skip(1))
                joined = Join(joined, shapes[branch.Results[i]], node.Output(i));
            shapes[node.Output(i)] = joined;
        }
    }

    private void FollowLoop(Node node)
    {
        Graph condition = node.Regions[0], body = node.Regions[1];
        var heads = new SymbolicTensor[node.Inputs.Count];
        for (int i = 0; i < heads.Length; i++)
        {
            heads[i] = shapes[node.Inputs[i]];
            if (body.Results[i].Passed != body.Parameters[i].Output())
                continue;
            shapes.Bind(body.Parameters[i], node.Inputs[i]);
            shapes.Bind(condition.Parameters[i], node.Inputs[i]);
        }
        bool isSettled = false;
        for (int round = 0; !isSettled; round++)
        {
            for (int i = 0; i < heads.Length; i++)
                shapes[body.Parameters[i].Output()] = heads[i];
            shapes.Follow(body);
            isSettled = true;
            for (int i = 0; i < heads.Length; i++)
            {
                SymbolicTensor next = round < MostRounds ? Join(heads[i], shapes[body.Results[i]], body.Parameters[i].Output()) : SymbolicTensor.Unknown;
                isSettled &= next.IsAs(heads[i]);
                heads[i] = next;
            }
        }
        for (int i = 0; i < heads.Length; i++)
            shapes[condition.Parameters[i].Output()] = heads[i];
        shapes.Follow(condition);
        // What differs from round to round in the loop, is one number behind it.
        for (int i = 0; i < node.Types.Length; i++)
            shapes[node.Output(i)] = Renamed(heads[i], body.Parameters[i].Output(), node.Output(i));
    }

    private SymbolicTensor Join(SymbolicTensor left, SymbolicTensor right, NodeOutput owner) =>
        new(Sizes(left.Sizes, right.Sizes, owner), left.Content is { } a && right.Content is { } b && a.AsSpan().SequenceEqual(b) ? a : null)
        {
            List = Sizes(left.List, right.List, owner),
        };

    private SymbolicSize[]? Sizes(SymbolicSize[]? left, SymbolicSize[]? right, NodeOutput owner)
    {
        if (left is null || right is null || left.Length != right.Length)
            return null;
        return [.. left.Select((size, i) => size == right[i] || right[i] == Open || IsOf(size, owner, i) ? size
            : size == Open ? right[i] : shapes.Symbols.Fresh(owner, i))];
    }

    private bool IsOf(SymbolicSize size, NodeOutput owner, int dimension) => !size.IsKnown && shapes.OriginOf(size.Symbol) == (owner, dimension);

    private SymbolicTensor Renamed(SymbolicTensor head, NodeOutput inside, NodeOutput outside)
    {
        SymbolicSize[]? Rename(SymbolicSize[]? sizes) =>
            sizes is null ? null : [.. sizes.Select((s, i) => IsOf(s, inside, i) ? shapes.Symbols.Fresh(outside, i) : s)];
        return new SymbolicTensor(Rename(head.Sizes), head.Content) { List = Rename(head.List) };
    }
}
