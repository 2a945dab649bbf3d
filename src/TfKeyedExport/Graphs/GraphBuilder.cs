using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Functionalizing;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs;

/// <summary>Makes the <see cref="Graph"/> between tensors that are fed and tensors that are fetched: follows inputs backwards, inlines calls.</summary>
/// <remarks>Walks with a stack of its own: a model decides how deep its graph is, but not how deep our stack gets.</remarks>
internal sealed class GraphBuilder
{
    /// <summary>The most nodes of one graph, functions inlined.</summary>
    public const int NodeLimit = 500_000;

    /// <summary>The most functions inside one another.</summary>
    public const int DepthLimit = 64;

    private readonly GraphSource _source;
    private int _nodeCount;

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
    public Graph Build(string name, IReadOnlyList<string> feeds, IReadOnlyList<DataType> feedTypes, IReadOnlyList<string> fetches, IReadOnlyList<string> targets)
    {
        var nodes = new List<Node>();
        var scope = new BuildScope(null, null, null, 0);
        var parameters = new Node[feeds.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            TensorReference feed = TensorReference.Parse(feeds[i]);
            parameters[i] = Parameter(i, feedTypes[i], feed.Node, scope);
            scope.Feeds[(feed.Node, feed.Index)] = parameters[i].Output();
            nodes.Add(parameters[i]);
        }
        TensorReference[] wanted = [.. fetches.Select(TensorReference.Parse)];
        foreach (TensorReference reference in wanted)
        {
            if (!scope.Feeds.ContainsKey((reference.Node, reference.Index)))
                Run(scope, reference.Node, nodes);
        }
        foreach (string target in targets)
            Run(scope, target.TrimStart('^'), nodes);
        var graph = new Graph(
            name, nodes, parameters,
            [.. wanted.Select(r => Resolve(scope, r, name))],
            [.. targets.SelectMany(t => scope.Entries[t.TrimStart('^')].Controls).Distinct()]);
        return scope.Flow.Finish(graph, _source, scope.Depth);
    }

    /// <summary>Builds the graph of a function, as a region of a control-flow node.</summary>
    internal Graph BuildFunction(NameAttrList function, NodeAttributes callerAttributes, NodeOrigin caller, int depth)
    {
        FunctionBody body = FindFunction(function.Name, caller);
        BuildScope scope = EnterFunction(body, function.Attr, callerAttributes, caller, depth, []);
        var nodes = new List<Node>();
        var types = new List<DataType>();
        foreach (OpDef.Types.ArgDef argument in body.Definition.Signature.InputArg)
        {
            int start = types.Count;
            int count = ArgumentTypes.AddTo(types, argument, scope.Attributes);
            for (int i = start; i < start + count; i++)
            {
                Node parameter = Parameter(i, types[i], argument.Name, scope);
                nodes.Add(parameter);
                scope.Feeds[(argument.Name, i - start)] = parameter.Output();
            }
        }
        Node[] parameters = [.. nodes];
        foreach (string needed in ResultNodes(body))
        {
            if (!scope.IsArgument(needed))
                Run(scope, needed, nodes);
        }
        return scope.Flow.Finish(new Graph(function.Name, nodes, parameters, Results(scope), [.. ControlResults(scope).Distinct()]), _source, depth);
    }

    private static Node Parameter(int index, DataType type, string name, BuildScope scope)
    {
        var attributes = new Dictionary<string, AttrValue> { ["index"] = new() { I = index } };
        return new Node(Node.ParameterOp, new NodeAttributes(attributes), scope.OriginOf(name), [], [], [type.WithoutReference()]);
    }

    // Makes the nodes that a name needs, each after its inputs.
    private void Run(BuildScope root, string rootName, List<Node> nodes)
    {
        var stack = new Stack<BuildWork>();
        Need(stack, root, rootName, rootName);
        while (stack.TryPop(out BuildWork work))
        {
            BuildEntry entry = work.Entry;
            switch (work.Phase)
            {
                case BuildPhase.Visit:
                    if (entry.State != BuildState.New)
                        break;
                    entry.State = BuildState.Visiting;
                    stack.Push(work with { Phase = BuildPhase.Make });
                    foreach (string input in entry.Definition.Input)
                    {
                        TensorReference reference = TensorReference.Parse(input);
                        if (!work.Scope.IsFed(reference) && !FlowRecord.IsBackEdge(work.Scope, entry.Definition, reference, _source))
                            Need(stack, work.Scope, reference.Node, entry.Definition.Name);
                    }
                    break;
                case BuildPhase.Make:
                    MakeNode(stack, work, nodes);
                    break;
                default:
                    entry.Outputs = Results(entry.Callee!);
                    entry.Controls = [.. ControlResults(entry.Callee!).Concat(entry.Outputs.Select(o => o.Node)).Distinct()];
                    entry.State = BuildState.Made;
                    break;
            }
            while (stack.Count == 0 && root.Flow.TryTake(out FlowBackEdge? edge))
                Need(stack, edge.Scope, edge.Next, edge.Merge);
        }
    }

    private void Need(Stack<BuildWork> stack, BuildScope scope, string name, string reader)
    {
        if (!scope.Entries.TryGetValue(name, out BuildEntry? entry))
        {
            NodeDef definition = (scope.Body is null ? _source.FindNode(name) : scope.Body.FindNode(name))
                ?? throw TfKeyedException.Unreadable($"there is no node {name}", $"node {scope.OriginOf(reader)}", "the model's graph is damaged");
            entry = new BuildEntry(definition);
            scope.Entries.Add(name, entry);
        }
        if (entry.State == BuildState.Visiting)
        {
            throw TfKeyedException.Engine(
                "the node is in a cycle that is not a loop of TensorFlow's: only a NextIteration leads back, to a Merge",
                $"node {scope.OriginOf(name)}", "the model's graph is damaged: save it again from TensorFlow");
        }
        if (entry.State == BuildState.New)
            stack.Push(new BuildWork(scope, entry, BuildPhase.Visit));
    }

    private void MakeNode(Stack<BuildWork> stack, BuildWork work, List<Node> nodes)
    {
        (BuildScope scope, BuildEntry entry, _) = work;
        NodeDef definition = entry.Definition;
        NodeOrigin origin = scope.OriginOf(definition.Name);
        try
        {
            var inputs = new List<NodeOutput>(definition.Input.Count);
            var controls = new List<Node>();
            foreach (string input in definition.Input)
            {
                TensorReference reference = TensorReference.Parse(input);
                if (reference.IsControl)
                    controls.AddRange(scope.Entries.TryGetValue(reference.Node, out BuildEntry? waited) ? waited.Controls : []);
                else if (FlowRecord.IsBackEdge(scope, definition, reference, _source))
                    scope.Flow.AddBackEdge(scope, definition.Name, reference.Node);
                else
                    inputs.Add(Resolve(scope, reference, definition.Name));
            }
            if (CallOf(definition, scope) is { } call)
            {
                CountOne();
                FunctionBody body = FindFunction(call.Name, origin);
                BuildScope callee = EnterFunction(body, call.Attr, new NodeAttributes(definition.Attr, null, scope.Substitutions), origin, scope.Depth + 1, [.. scope.Waits, .. controls]);
                callee.BindArguments(inputs, origin);
                scope.Flow.AddCall(callee, origin, inputs, controls, nodes.Count);
                entry.Callee = callee;
                stack.Push(work with { Phase = BuildPhase.Return });
                foreach (string needed in ResultNodes(body))
                {
                    if (!callee.IsArgument(needed))
                        Need(stack, callee, needed, definition.Name);
                }
                return;
            }
            OpDef? declaration = _source.FindOperation(definition.Op);
            var attributes = new NodeAttributes(definition.Attr, declaration, scope.Substitutions);
            if (declaration is null || declaration.IsStateful)
                controls.AddRange(scope.Waits);
            if (declaration is null)
                throw TfKeyedException.Engine($"the operation {definition.Op} is not one of TensorFlow's, and the model does not declare it", null, "use --engine tensorflow with the library that has it");
            Graph[] regions = RegionsOf(definition, attributes, origin, scope.Depth + 1);
            CountOne();
            var node = new Node(definition.Op, attributes, origin, [.. inputs], [.. controls.Distinct()], ArgumentTypes.OfOutputs(declaration, attributes), regions);
            nodes.Add(node);
            entry.Declaration = declaration;
            entry.Outputs = node.Outputs;
            entry.Attributes = attributes;
            entry.Controls = [node];
            entry.State = BuildState.Made;
        }
        catch (TfKeyedException e) when (e.Where is null)
        {
            throw new TfKeyedException(e.Kind, e.What, $"node {origin}", e.Next, e);
        }
    }

    private void CountOne()
    {
        if (++_nodeCount > NodeLimit)
            throw TfKeyedException.Unreadable($"the graph has more than {NodeLimit} nodes once its functions are inlined", null, "the embedded engine does not run models of this size");
    }

    private NameAttrList? CallOf(NodeDef definition, BuildScope scope)
    {
        if (definition.Op is "PartitionedCall" or "StatefulPartitionedCall")
            return new NodeAttributes(definition.Attr, null, scope.Substitutions).Function("f");
        if (_source.FindFunction(definition.Op) is null)
            return null;
        var call = new NameAttrList { Name = definition.Op };
        foreach ((string key, AttrValue value) in definition.Attr)
            call.Attr[key] = value;
        return call;
    }

    private Graph[] RegionsOf(NodeDef definition, NodeAttributes attributes, NodeOrigin origin, int depth) => definition.Op switch
    {
        "If" or "StatelessIf" => [Region("then_branch", attributes, origin, depth), Region("else_branch", attributes, origin, depth)],
        "While" or "StatelessWhile" => [Region("cond", attributes, origin, depth), Region("body", attributes, origin, depth)],
        "Case" or "StatelessCase" => [.. attributes.Functions("branches").Select(f => BuildFunction(f, attributes, origin, depth))],
        _ => [],
    };

    private Graph Region(string attribute, NodeAttributes attributes, NodeOrigin origin, int depth) =>
        BuildFunction(attributes.Function(attribute), attributes, origin, depth);

    private FunctionBody FindFunction(string name, NodeOrigin caller) => _source.FindFunction(name)
        ?? throw TfKeyedException.Unreadable($"there is no function {name}", $"node {caller}", "the model's function library is damaged");

    private static BuildScope EnterFunction(
        FunctionBody body, IDictionary<string, AttrValue> attributes, NodeAttributes caller, NodeOrigin callerOrigin, int depth, Node[] waits)
    {
        if (depth > DepthLimit)
            throw TfKeyedException.Unreadable($"functions call one another more than {DepthLimit} deep", $"node {callerOrigin}", "recursive functions are not run");
        var substitutions = new Dictionary<string, AttrValue>(StringComparer.Ordinal);
        foreach (OpDef.Types.AttrDef declared in body.Definition.Signature.Attr)
        {
            if (declared.DefaultValue is not null)
                substitutions[declared.Name] = declared.DefaultValue;
        }
        foreach ((string key, AttrValue value) in attributes)
        {
            if (value.ValueCase != AttrValue.ValueOneofCase.Placeholder)
                substitutions[key] = value;
            else if (caller.TryGet(value.Placeholder, out AttrValue? substituted))
                substitutions[key] = substituted;
        }
        return new BuildScope(body, callerOrigin, substitutions, depth) { Waits = waits };
    }

    private static IEnumerable<string> ResultNodes(FunctionBody body)
    {
        foreach (OpDef.Types.ArgDef output in body.Definition.Signature.OutputArg)
        {
            if (!body.Definition.Ret.TryGetValue(output.Name, out string? tensor))
                throw TfKeyedException.Unreadable($"the function {body.Name} does not say what it returns as {output.Name}");
            yield return TensorReference.Parse(tensor).Node;
        }
        foreach (string node in body.Definition.ControlRet.Values)
            yield return node;
    }

    private static NodeOutput[] Results(BuildScope scope)
    {
        FunctionDef definition = scope.Body!.Definition;
        var results = new List<NodeOutput>(definition.Signature.OutputArg.Count);
        foreach (OpDef.Types.ArgDef output in definition.Signature.OutputArg)
        {
            var types = new List<DataType>();
            int count = ArgumentTypes.AddTo(types, output, scope.Attributes);
            TensorReference first = TensorReference.Parse(definition.Ret[output.Name]);
            for (int i = 0; i < count; i++)
                results.Add(Resolve(scope, first with { Index = first.Index + i }, definition.Signature.Name));
        }
        return [.. results];
    }

    private static IEnumerable<Node> ControlResults(BuildScope scope) =>
        scope.Body!.Definition.ControlRet.Values.Where(scope.Entries.ContainsKey).SelectMany(n => scope.Entries[n].Controls);

    private static NodeOutput Resolve(BuildScope scope, TensorReference reference, string reader)
    {
        if (scope.Feeds.TryGetValue((reference.Node, reference.Index), out NodeOutput fed))
            return fed;
        BuildEntry? entry = scope.Entries.GetValueOrDefault(reference.Node);
        int start = entry is null ? -1
            : reference.OutputArgument is null ? 0
            : entry.Definition.Op is "PartitionedCall" or "StatefulPartitionedCall" ? 0
            : entry.Callee is { } callee ? ArgumentTypes.StartOf(reference.OutputArgument, callee.Body!.Definition.Signature, callee.Attributes)
            : ArgumentTypes.StartOf(reference.OutputArgument, entry.Declaration!, entry.Attributes);
        if (start < 0 || start + reference.Index >= entry!.Outputs.Length)
            throw TfKeyedException.Unreadable($"there is no tensor {reference}", $"node {scope.OriginOf(reader)}", "the model's graph is damaged");
        return entry.Outputs[start + reference.Index];
    }
}
