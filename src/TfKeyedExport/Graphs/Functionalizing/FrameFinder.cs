using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Finds the loop that each node stands in.</summary>
internal sealed class FrameFinder
{
    private readonly Dictionary<(string Name, NodeOrigin? Caller), FlowFrame> _frames = new(new FrameComparer());

    /// <summary>Finds them all.</summary>
    /// <param name="nodes">Every node, each after what it needs.</param>
    /// <exception cref="TfKeyedException">A loop is malformed.</exception>
    public void Find(IReadOnlyList<FlowNode> nodes)
    {
        foreach (FlowNode node in nodes)
        {
            FlowFrame? around = Around(node);
            node.Frame = node.Kind switch
            {
                FlowKind.Enter => Enter(node, around),
                FlowKind.Exit => Leave(node, around),
                _ => around,
            };
            Note(node);
        }
        foreach (FlowFrame frame in _frames.Values)
        {
            if (frame.LoopCond is null)
                throw Broken($"the loop {frame.Name} has no LoopCond, which says when it ends", $"node {frame.Origin}");
        }
    }

    // All that a node needs lies in one loop.
    private static FlowFrame? Around(FlowNode node)
    {
        FlowFrame? frame = null;
        bool isFirst = true;
        foreach (FlowNode needed in node.Inputs.Select(i => i.Node).Concat(node.Controls))
        {
            if (!isFirst && frame != needed.Frame)
                throw Broken($"the node needs values of {Name(frame)} and of {Name(needed.Frame)} at once", node.Where);
            frame = needed.Frame;
            isFirst = false;
        }
        return frame;
    }

    private FlowFrame Enter(FlowNode node, FlowFrame? around)
    {
        (string, NodeOrigin?) key = (node.Node.Attributes.Text("frame_name"), node.Node.Origin.Caller);
        if (!_frames.TryGetValue(key, out FlowFrame? frame))
            _frames.Add(key, frame = new FlowFrame(key.Item1, around, node.Node.Origin));
        if (frame.Parent != around)
            throw Broken($"the loop {frame.Name} is entered from {Name(frame.Parent)} and from {Name(around)}", node.Where);
        frame.Enters.Add(node);
        return frame;
    }

    private static FlowFrame? Leave(FlowNode node, FlowFrame? around)
    {
        node.Inner = around ?? throw Broken("an Exit stands outside of any loop", node.Where);
        around.Exits.Add(node);
        return around.Parent;
    }

    private static void Note(FlowNode node)
    {
        switch (node.Kind)
        {
            case FlowKind.LoopCond when node.Frame is null || node.Frame.LoopCond is not null:
                throw Broken(
                    node.Frame is null ? "a LoopCond stands outside of any loop" : $"the loop {node.Frame.Name} has more than one LoopCond", node.Where);
            case FlowKind.LoopCond:
                node.Frame.LoopCond = node;
                break;
            case FlowKind.LoopMerge:
                node.Frame!.Variables.Add(node);
                break;
            case FlowKind.NextIteration when node.Frame is null:
                throw Broken("a NextIteration stands outside of any loop", node.Where);
            case FlowKind.Plain when node.RunsOnce:
                node.Frame?.Effects.Add(node);
                break;
        }
    }

    private static string Name(FlowFrame? frame) => frame is null ? "no loop" : $"the loop {frame.Name}";

    private static TfKeyedException Broken(string what, string where) =>
        TfKeyedException.Unreadable(what, where, "the model's graph is damaged: save it again from TensorFlow");

    // The same function inlined twice has two loops of one name; a call is one object.
    private sealed class FrameComparer : IEqualityComparer<(string Name, NodeOrigin? Caller)>
    {
        public bool Equals((string Name, NodeOrigin? Caller) x, (string Name, NodeOrigin? Caller) y) => x.Name == y.Name && ReferenceEquals(x.Caller, y.Caller);

        public int GetHashCode((string Name, NodeOrigin? Caller) key) =>
            HashCode.Combine(key.Name, key.Caller is null ? 0 : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Caller));
    }
}
