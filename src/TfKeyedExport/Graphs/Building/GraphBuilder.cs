using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Functionalizing;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Graphs.Scopes;
using TfKeyedExport.Graphs.Verifying;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Building;

/// <summary>Makes the <see cref="Graph"/> between tensors that are fed and tensors that are fetched: follows inputs backwards, inlines calls.</summary>
/// <remarks>Walks with a stack of its own: a model decides how deep its graph is, but not how deep our stack gets.</remarks>
internal sealed class GraphBuilder
{
    private readonly GraphSource _source;
    private int _nodeCount;

    // Kept for the next walk; null while one is under way, as a region is built in the midst of another graph.
    private Stack<BuildWork>? _stack;

    public GraphBuilder(MetaGraph metaGraph)
        : this(new GraphSource(metaGraph))
    {
    }

    public GraphBuilder(GraphSource source) => _source = source;

    /// <summary>Builds a graph of the main graph's nodes.</summary>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="feeds">The tensors that are fed, as <c>node:output</c>; their types in the same order.</param>
    /// <param name="feedTypes">The types of the feeds.</param>
    /// <param name="fetches">The tensors that are wanted.</param>
    /// <param name="targets">The nodes that must run.</param>
    /// <exception cref="TfKeyedException">The graph is broken: a missing node, a cycle, a wrong output, or larger than the limits.</exception>
    public Graph Build(
        string name, IReadOnlyList<string> feeds, IReadOnlyList<DataType> feedTypes, IReadOnlyList<string> fetches, IReadOnlyList<string> targets)
    {
        var nodes = new List<Node>();
        var scope = new BuildScope(_source.Main);
        var parameters = new Node[feeds.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Parameter(i, feedTypes[i], new NodeOrigin(TensorReference.Parse(feeds[i]).Node));
            InputReference feed = FindWanted(feeds[i]);
            FeedGate.Check(_source.Main[feed.Source], feed.Index, feedTypes[i], name, feeds[i]);
            scope.Feeds[(feed.Source, feed.Index)] = parameters[i].Output();
            nodes.Add(parameters[i]);
        }
        if (fetches.FirstOrDefault(f => f.StartsWith('^')) is { } control)
            throw TfKeyedException.Unreadable($"{control} is wanted as a tensor; it only says what to wait for", name, GraphAdvice.Contradicts);
        InputReference[] wanted = [.. fetches.Select(FindWanted)];
        foreach (InputReference reference in wanted)
        {
            if (!scope.IsFed(reference))
                Run(scope, reference.Source, nodes);
        }
        BuildEntry[] ends = [.. targets.Select(t => scope.Reach(FindWanted(t).Source))];
        foreach (string target in targets)
            Run(scope, FindWanted(target).Source, nodes);
        var graph = new Graph(name, nodes, parameters, [.. wanted.Select(r => Resolve(scope, r, null))], [.. ends.SelectMany(e => e.Controls).Distinct()]);
        graph = Functionalized(graph, scope.Flow, scope.Depth);
        // Its tables read the model's file in place.
        GC.KeepAlive(_source);
        return graph;
    }

    /// <summary>Builds the graph of a function, as a region of a control-flow node.</summary>
    internal Graph BuildFunction(NameAttrList function, NodeAttributes callerAttributes, NodeOrigin caller, int depth)
    {
        FunctionBody body = FindFunction(function.Name, caller);
        BuildScope scope = EnterFunction(body, function.Attr, callerAttributes, caller, depth, []);
        var nodes = new List<Node>(body.Nodes.Count + body.Signature.InputArg.Count);
        for (int i = 0; i < body.Signature.InputArg.Count; i++)
        {
            OpDef.Types.ArgDef argument = body.Signature.InputArg[i];
            var origin = new NodeOrigin(argument.Name, body.Name, caller);
            IReadOnlyList<DataType> types = ArgumentTypes.Of(argument, scope.Attributes);
            var tensors = new NodeOutput[types.Count];
            for (int j = 0; j < tensors.Length; j++)
            {
                nodes.Add(Parameter(nodes.Count, types[j], origin));
                tensors[j] = nodes[^1].Output();
            }
            scope.SetArgument(i, tensors);
        }
        Node[] parameters = [.. nodes];
        foreach (InputReference needed in body.Results)
            RunUnlessFed(scope, needed, nodes);
        foreach (InputReference needed in body.ControlResults)
            RunUnlessFed(scope, needed, nodes);
        return Functionalized(new Graph(function.Name, nodes, parameters, Results(scope), ControlResults(scope, [])), scope.Flow, depth);
    }

    // The graph with its loops and branches as nodes with regions; itself if it has none of TensorFlow 1's.
    private static Graph Functionalized(Graph graph, FlowRecord flow, int depth) => flow.IsNeeded ? new Functionalizer(depth).Run(graph, flow) : graph;

    private static Node Parameter(int index, DataType type, NodeOrigin origin) =>
        new(new Parameter(index), NodeAttributes.None, origin, [], [], [type.WithoutReference()]);

    private InputReference Find(string tensor) => _source.Main.Resolve(Encoding.UTF8.GetBytes(tensor));

    // Only inside functions are outputs named by their argument.
    private InputReference FindWanted(string tensor) => Find(tensor.TrimStart('^')) is { Source: >= 0, OutputArgument: null } found
        ? found
        : throw NoNode(tensor, TensorReference.Parse(tensor).Node);

    private static TfKeyedException NoNode(string name, object reader) =>
        TfKeyedException.Unreadable($"there is no node {name}", $"node {reader}", "the model's graph is damaged");

    private void RunUnlessFed(BuildScope scope, InputReference reference, List<Node> nodes)
    {
        if (!scope.IsFed(reference))
            Run(scope, reference.Source, nodes);
    }

    // Makes the nodes that one of them needs, each after its inputs.
    private void Run(BuildScope root, int node, List<Node> nodes)
    {
        _stack ??= new Stack<BuildWork>();
        Stack<BuildWork> stack = _stack;
        _stack = null;
        Need(stack, root, node);
        while (stack.TryPop(out BuildWork work))
        {
            BuildEntry entry = work.Entry;
            switch (work.Phase)
            {
                case BuildPhase.Visit:
                    if (entry.State != BuildState.New)
                        break;
                    if (entry.Record.Missing is { } missing)
                        throw NoNode(missing, work.Scope.OriginOf(entry.Record));
                    entry.State = BuildState.Visiting;
                    stack.Push(work with { Phase = BuildPhase.Make });
                    foreach (InputReference input in entry.Record.Inputs)
                    {
                        if (!work.Scope.IsFed(input) && !FlowRecord.IsBackEdge(work.Scope, entry.Record, input))
                            Need(stack, work.Scope, input.Source);
                    }
                    break;
                case BuildPhase.Make:
                    MakeNode(stack, work, nodes);
                    break;
                default:
                    entry.Outputs = ResultsOfCall(work.Scope, entry);
                    entry.Controls = ControlResults(entry.Callee!, entry.Outputs);
                    entry.State = BuildState.Made;
                    break;
            }
            while (stack.Count == 0 && root.Flow.TryTake(out FlowBackEdge? edge))
                Need(stack, edge.Scope, edge.Next);
        }
        _stack = stack;
    }

    private static void Need(Stack<BuildWork> stack, BuildScope scope, int node)
    {
        BuildEntry entry = scope.Reach(node);
        if (entry.State == BuildState.Visiting)
        {
            throw TfKeyedException.Engine(
                "the node is in a cycle that is not a loop of TensorFlow's: only a NextIteration leads back, to a Merge",
                $"node {scope.OriginOf(entry.Record)}", "the model's graph is damaged: save it again from TensorFlow");
        }
        if (entry.State == BuildState.New)
            stack.Push(new BuildWork(scope, entry, BuildPhase.Visit));
    }

    private void MakeNode(Stack<BuildWork> stack, BuildWork work, List<Node> nodes)
    {
        (BuildScope scope, BuildEntry entry, _) = work;
        NodeRecord record = entry.Record;
        NamedOperation operation = record.Operation;
        NodeOrigin origin = scope.OriginOf(record);
        try
        {
            NodeOutput[] inputs = InputsOf(scope, entry, out List<Node>? controls);
            CountOne();
            if (operation.IsCall || operation.Function is not null)
            {
                if (operation.IsCall)
                    NodeGate.CheckInputs(operation.Declaration!, new NodeAttributes(record.Attributes, operation.Defaults, scope.Substitutions), inputs);
                Enter(stack, work, inputs, controls, origin, nodes.Count);
                return;
            }
            if (operation.Declaration is not { } declaration)
                throw TfKeyedException.Engine(
                    $"the operation {operation.Name} is not one of TensorFlow's, and the model does not declare it", null,
                    "use --engine tensorflow with the library that has it");
            if (operation.IsStateful && scope.Waits.Length > 0)
                (controls ??= []).AddRange(scope.Waits);
            var attributes = new NodeAttributes(record.Attributes, operation.Defaults, scope.Substitutions);
            operation.Attributes!.Check(record.Attributes, attributes);
            NodeGate.CheckInputs(declaration, attributes, inputs, operation.Operation.Flow == FlowKind.Merge ? record.DataInputs - inputs.Length : 0);
            Graph[] regions = RegionsOf(operation.Operation, attributes, origin, scope.Depth + 1);
            var node = new Node(operation.Operation, attributes, origin, inputs, Distinct(controls), ArgumentTypes.OfOutputs(declaration, attributes), regions);
            NodeGate.CheckRegions(node);
            nodes.Add(node);
            if (operation.Operation.Flow != FlowKind.Plain)
                scope.Flow.Need();
            entry.Outputs = node.Outputs;
            entry.Attributes = attributes;
            entry.Controls = [node];
            entry.State = BuildState.Made;
        }
        catch (TfKeyedException e) when (e.Where is null)
        {
            throw e.At($"node {origin}");
        }
    }

    private static NodeOutput[] InputsOf(BuildScope scope, BuildEntry entry, out List<Node>? controls)
    {
        NodeRecord record = entry.Record;
        controls = null;
        int count = 0;
        foreach (InputReference input in record.Inputs)
        {
            bool isBackEdge = FlowRecord.IsBackEdge(scope, record, input);
            count += input.IsControl || isBackEdge ? 0 : 1;
            if (isBackEdge)
                scope.Flow.AddBackEdge(scope, entry, input.Source);
        }
        NodeOutput[] inputs = count == 0 ? [] : new NodeOutput[count];
        int next = 0;
        foreach (InputReference input in record.Inputs)
        {
            if (!input.IsControl && !FlowRecord.IsBackEdge(scope, record, input))
                inputs[next++] = Resolve(scope, input, record);
            else if (input.IsControl && scope.Reached(input.Source) is { } waited)
                (controls ??= []).AddRange(waited.Controls);
        }
        return inputs;
    }

    private static Node[] Distinct(List<Node>? nodes) => nodes switch
    {
        null => [],
        { Count: 1 } => [nodes[0]],
        _ => [.. nodes.Distinct()],
    };

    // Goes on in the body of the function that a node calls; the node is made when the body is.
    private void Enter(Stack<BuildWork> stack, BuildWork work, NodeOutput[] inputs, List<Node>? controls, NodeOrigin origin, int position)
    {
        (BuildScope scope, BuildEntry entry, _) = work;
        var attributes = new NodeAttributes(entry.Record.Attributes, AttributeList.Empty, scope.Substitutions);
        FunctionBody body;
        IEnumerable<KeyValuePair<string, AttrValue>> given;
        if (entry.Record.Operation.IsCall)
        {
            NameAttrList call = attributes.Function("f");
            body = FindFunction(call.Name, origin);
            given = call.Attr;
        }
        else
        {
            body = entry.Record.Operation.Function!;
            given = entry.Record.Attributes.All();
        }
        BuildScope callee = EnterFunction(body, given, attributes, origin, scope.Depth + 1, controls is null ? scope.Waits : [.. scope.Waits, .. controls]);
        callee.BindArguments(inputs);
        scope.Flow.AddCall(callee, origin, inputs, controls?.ToArray() ?? [], position);
        entry.Callee = callee;
        stack.Push(work with { Phase = BuildPhase.Return });
        foreach (InputReference needed in body.Results)
        {
            if (!callee.IsFed(needed))
                Need(stack, callee, needed.Source);
        }
        foreach (InputReference needed in body.ControlResults)
        {
            if (!callee.IsFed(needed))
                Need(stack, callee, needed.Source);
        }
    }

    private void CountOne()
    {
        if (++_nodeCount > GraphLimits.Nodes)
            throw TfKeyedException.Unreadable(
                $"the graph has more than {GraphLimits.Nodes} nodes once its functions are inlined", null,
                "the embedded engine does not run models of this size");
    }

    private Graph[] RegionsOf(Operation operation, NodeAttributes attributes, NodeOrigin origin, int depth)
    {
        if (operation == ControlFlowOperations.If || operation == ControlFlowOperations.StatelessIf)
            return [Region("then_branch", attributes, origin, depth), Region("else_branch", attributes, origin, depth)];
        if (operation == ControlFlowOperations.While || operation == ControlFlowOperations.StatelessWhile)
            return [Region("cond", attributes, origin, depth), Region("body", attributes, origin, depth)];
        if (operation == ControlFlowOperations.Case || operation == ControlFlowOperations.StatelessCase)
            return [.. attributes.Functions("branches").Select(f => BuildFunction(f, attributes, origin, depth))];
        return [];
    }

    private Graph Region(string attribute, NodeAttributes attributes, NodeOrigin origin, int depth) =>
        BuildFunction(attributes.Function(attribute), attributes, origin, depth);

    private FunctionBody FindFunction(string name, NodeOrigin caller) => _source.FindFunction(name)
        ?? throw TfKeyedException.Unreadable($"there is no function {name}", $"node {caller}", "the model's function library is damaged");

    private static BuildScope EnterFunction(
        FunctionBody body, IEnumerable<KeyValuePair<string, AttrValue>> attributes, NodeAttributes caller, NodeOrigin callerOrigin, int depth, Node[] waits)
    {
        if (depth > GraphLimits.Depth)
            throw TfKeyedException.Unreadable(
                $"functions call one another more than {GraphLimits.Depth} deep", $"node {callerOrigin}", "recursive functions are not run");
        Dictionary<string, AttrValue>? substitutions = null;
        foreach (OpDef.Types.AttrDef declared in body.Signature.Attr)
        {
            if (declared.DefaultValue is not null)
                (substitutions ??= new(StringComparer.Ordinal))[declared.Name] = declared.DefaultValue;
        }
        foreach ((string key, AttrValue value) in attributes)
        {
            if (value.ValueCase != AttrValue.ValueOneofCase.Placeholder)
                (substitutions ??= new(StringComparer.Ordinal))[key] = value;
            else if (caller.TryGet(value.Placeholder, out AttrValue? substituted))
                (substitutions ??= new(StringComparer.Ordinal))[key] = substituted;
        }
        return new BuildScope(body, callerOrigin, substitutions, depth) { Waits = waits };
    }

    private static NodeOutput[] ResultsOfCall(BuildScope scope, BuildEntry entry)
    {
        try
        {
            NodeOutput[] results = Results(entry.Callee!);
            if (entry.Record.Operation.IsCall)
            {
                var attributes = new NodeAttributes(entry.Record.Attributes, entry.Record.Operation.Defaults, scope.Substitutions);
                NodeGate.CheckTypes("results", entry.Callee!.Body!.Name, ArgumentTypes.OfOutputs(entry.Record.Operation.Declaration!, attributes), results);
            }
            return results;
        }
        catch (TfKeyedException e) when (e.Where is null)
        {
            throw e.At($"node {scope.OriginOf(entry.Record)}");
        }
    }

    private static NodeOutput[] Results(BuildScope scope)
    {
        FunctionBody body = scope.Body!;
        var results = new List<NodeOutput>(body.Results.Length);
        for (int i = 0; i < body.Results.Length; i++)
        {
            InputReference first = body.Results[i];
            int count = ArgumentTypes.Count(body.Signature.OutputArg[i], scope.Attributes);
            for (int j = 0; j < count; j++)
                results.Add(Resolve(scope, first with { Index = first.Index + j }, null));
        }
        NodeOutput[] given = [.. results];
        NodeGate.CheckTypes("results", scope.Body!.Name, ArgumentTypes.OfOutputs(scope.Body.Signature, scope.Attributes), given);
        return given;
    }

    private static Node[] ControlResults(BuildScope scope, NodeOutput[] outputs)
    {
        var controls = new List<Node>(outputs.Length);
        foreach (InputReference result in scope.Body!.ControlResults)
        {
            if (scope.Reached(result.Source) is { } entry)
                controls.AddRange(entry.Controls);
        }
        foreach (NodeOutput output in outputs)
            controls.Add(output.Node);
        return Distinct(controls);
    }

    private static NodeOutput Resolve(BuildScope scope, InputReference reference, NodeRecord? reader)
    {
        if (scope.TryGetFed(reference, out NodeOutput fed))
            return fed;
        BuildEntry? entry = scope.Reached(reference.Source);
        int start = entry is null ? -1
            : reference.OutputArgument is null || entry.Record.Operation.IsCall ? 0
            : entry.Callee is { } callee ? ArgumentTypes.StartOf(reference.OutputArgument, callee.Body!.Signature, callee.Attributes)
            : ArgumentTypes.StartOf(reference.OutputArgument, entry.Record.Operation.Declaration!, entry.Attributes);
        if (start < 0 || start + reference.Index >= entry!.Outputs.Length)
        {
            object where = reader is not null ? scope.OriginOf(reader) : scope.Body is { } body ? body.Name : scope.Describe(reference);
            throw TfKeyedException.Unreadable($"there is no tensor {scope.Describe(reference)}", $"node {where}", "the model's graph is damaged");
        }
        return entry.Outputs[start + reference.Index];
    }
}
