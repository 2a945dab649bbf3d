using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Verifying;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.ControlFlow;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Makes a <c>While</c> of a loop of TensorFlow 1.</summary>
internal sealed class LoopBuilder
{
    private readonly RegionBuilder _outer;
    private readonly FlowFrame _frame;
    private readonly FlowNode _loopCond;
    private readonly FlowNode[] _constants;
    private readonly List<FlowOutput> _state = [];
    private readonly Dictionary<FlowOutput, int> _places = [];
    private readonly List<NodeOutput> _inputs = [];

    private LoopBuilder(RegionBuilder outer, FlowFrame frame)
    {
        _outer = outer;
        _frame = frame;
        _loopCond = frame.LoopCond!;
        _constants = [.. frame.Enters.Where(e => e.Node.Attributes.Bool("is_constant", false))];
    }

    /// <summary>Makes it in a region.</summary>
    public static void Make(RegionBuilder region, FlowFrame frame) => new LoopBuilder(region, frame).Run();

    private void Run()
    {
        foreach (FlowNode variable in _frame.Variables)
        {
            Add(new FlowOutput(variable, 0), _outer.Get(variable.Inputs[0].Node.Inputs[0]));
            if (variable.IndexIsRead)
                Add(new FlowOutput(variable, 1), _outer.AddNumber(0, variable.Node.Origin));
        }
        foreach (FlowNode constant in _constants)
            Add(new FlowOutput(constant, 0), _outer.Get(constant.Inputs[0]));
        Node[] waits = _outer.Waits(_frame.Enters.SelectMany(e => e.Controls));
        var loop = new Node(
            ControlFlowOperations.While,
            FlowAttributes.Scalar, _loopCond.Node.Origin, [.. _inputs], waits, [.. _inputs.Select(i => i.Type)], [Condition(), Body()]);
        NodeGate.CheckRegions(loop);
        _outer.Add(loop, _frame.Exits[0]);
        foreach (FlowNode exit in _frame.Exits)
            _outer.Set(new FlowOutput(exit, 0), loop.Output(Left(exit)));
    }

    private void Add(FlowOutput value, NodeOutput first)
    {
        _places.Add(value, _state.Count);
        _state.Add(value);
        _inputs.Add(first);
    }

    private Graph Condition()
    {
        FlowConditions conditions = _outer.Context.Conditions;
        if (!_loopCond.Condition.IsWithin(conditions.Always))
            throw TfKeyedException.Engine("whether the loop goes on is itself known on a condition only", _loopCond.Where, "use --engine tensorflow");
        var reach = new Reach(_frame, null, false, _outer.Context.Budget);
        reach.Add(_loopCond.Inputs[0]);
        foreach (FlowNode effect in _frame.Effects.Where(e => e.Condition.IsWithin(conditions.Always)))
            reach.Wait(effect);
        RegionBuilder region = Begin(conditions.Always, reach);
        return region.Finish($"{_frame.Name} (condition)", [region.Get(_loopCond.Inputs[0])], []);
    }

    private Graph Body()
    {
        FlowLiteral goesOn = _frame.GoesOn!.Is(true);
        FlowCondition condition = _outer.Context.Conditions.And(_outer.Context.Conditions.Always, goesOn);
        var reach = new Reach(_frame, goesOn, true, _outer.Context.Budget);
        foreach (FlowNode variable in _frame.Variables)
        {
            FlowNode next = variable.Next!;
            if (next.Frame != _frame || !next.Condition.IsWithin(condition))
                throw TfKeyedException.Unreadable(
                    "a loop's variable gets its next value from elsewhere than the loop's body", next.Where, "the model's graph is damaged");
            reach.Add(next.Inputs[0]);
            foreach (FlowNode control in next.Controls)
                reach.Wait(control);
        }
        RegionBuilder region = Begin(condition, reach);
        var results = new NodeOutput[_state.Count];
        for (int i = 0; i < results.Length; i++)
        {
            FlowNode node = _state[i].Node;
            results[i] = node.Kind != FlowKind.LoopMerge ? region.Get(_state[i])
                : _state[i].Index == 1 ? region.AddNumber(1, node.Node.Origin)
                : region.Get(node.Next!.Inputs[0]);
        }
        return region.Finish($"{_frame.Name} (body)", results, []);
    }

    private RegionBuilder Begin(FlowCondition condition, Reach reach)
    {
        reach.Run();
        var region = new RegionBuilder(_outer.Context, _frame, condition, _outer.Depth + 1);
        for (int i = 0; i < _state.Count; i++)
            region.AddParameter(_state[i], _inputs[i].Type);
        region.Fill(reach);
        return region;
    }

    // What leaves a loop is a variable as the last round left it, or what came in and never changed.
    private int Left(FlowNode exit)
    {
        FlowOutput source = exit.Inputs[0];
        bool isEnd = source.Node.ConditionOf(source.Index, _outer.Context.Conditions).Contains(_frame.GoesOn!.Is(false));
        if (isEnd && _places.TryGetValue(PredicateFinder.Stripped(source), out int place))
            return place;
        throw TfKeyedException.Engine("an Exit takes something else than a variable of its loop after the last round", exit.Where, "use --engine tensorflow");
    }
}
