using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Edits;

/// <summary>Where Python's loader finds signatures: the root's <c>signatures</c> and its children.</summary>
internal sealed class SignatureObjects
{
    private const string MapName = "signatures";
    private const string MapIdentifier = "signature_map";

    private readonly ObjectGraphView _objects;
    private readonly MetaGraph _metaGraph;
    private readonly int? _mapId;

    private SignatureObjects(MetaGraph metaGraph, ObjectGraphView objects, int? mapId)
    {
        _metaGraph = metaGraph;
        _objects = objects;
        _mapId = mapId;
    }

    /// <summary>The signatures' objects; null if Python's loader finds no objects at all, or something else under that name.</summary>
    public static SignatureObjects? Of(MetaGraph metaGraph)
    {
        if (ObjectGraphView.Of(metaGraph) is not { } objects)
            return null;
        int? map = objects.Child(ObjectGraphView.Root, MapName);
        return map is { } id && objects.Object(id).UserObject?.Identifier != MapIdentifier ? null : new SignatureObjects(metaGraph, objects, map);
    }

    /// <summary>The object of a signature, or null if Python does not know it.</summary>
    public int? Find(string signature) => _mapId is { } map ? _objects.Child(map, signature) : null;

    /// <summary>The function behind a signature that Python knows.</summary>
    /// <exception cref="TfKeyedException">What Python finds does not fit the graph's signature.</exception>
    public CallTarget Target(int id, ModelSignature signature)
    {
        string where = $"{_metaGraph.Where}, signature '{signature.Name}'";
        if (_objects.Object(id).BareConcreteFunction is not { } bare
            || _objects.ConcreteFunction(bare.ConcreteFunctionName) is not { } concrete
            || _metaGraph.Function(bare.ConcreteFunctionName) is not { Signature: not null } function)
            throw TfKeyedException.Unreadable("the object graph does not say which function it is", where, ModelErrors.CopyAgain);

        Dictionary<string, SignatureArgument> inputs = signature.Inputs.ToDictionary(i => i.Name, StringComparer.Ordinal);
        Dictionary<string, SignatureArgument> outputs = signature.Outputs.ToDictionary(o => o.Name, StringComparer.Ordinal);
        List<StructuredLeaf> leaves = StructureReader.Leaves(concrete.OutputSignature, where);
        if (leaves.Find(l => l.IsComposite) is { } composite)
        {
            throw TfKeyedException.Refused(
                $"its output '{string.Join('/', composite.Keys)}' is no plain tensor but a {composite.Text}, which has no rows that keys could stand beside",
                where,
                "Key another signature or function with --from, or save the model from Python with outputs that are dense or ragged tensors");
        }
        List<SignatureArgument> results =
        [
            .. leaves
                .Where(l => l.Tensor is not null)
                .Select(l => l.Tensor! with { Name = l.Named(string.Join('/', l.Keys)) }),
        ];
        bool fits = bare.ArgumentKeywords.Count == inputs.Count
            && bare.ArgumentKeywords.Distinct(StringComparer.Ordinal).Count() == inputs.Count
            && bare.ArgumentKeywords.All(inputs.ContainsKey)
            && results.Count == outputs.Count
            && results.DistinctBy(r => r.Name, StringComparer.Ordinal).Count() == outputs.Count
            && results.TrueForAll(r => outputs.ContainsKey(r.Name))
            && function.Signature.InputArg.Count == inputs.Count + concrete.BoundInputs.Count
            && results.Select(r => r.Type).SequenceEqual(function.Signature.OutputArg.Select(o => o.Type))
            && bare.ArgumentKeywords.Select(k => inputs[k].Type).SequenceEqual(function.Signature.InputArg.Take(inputs.Count).Select(i => i.Type));
        if (!fits)
            throw TfKeyedException.Unreadable("the object graph and the graph declare it differently", where, "Export the model again");
        return new CallTarget(
            function,
            [.. bare.ArgumentKeywords.Select(k => inputs[k])],
            results,
            concrete.BoundInputs);
    }

    /// <summary>Plans the objects and edges that make Python find a function as a signature.</summary>
    /// <param name="plan">The plan to extend.</param>
    /// <param name="wrapper">The function.</param>
    public MetaGraphPlan Attach(MetaGraphPlan plan, PlannedFunction wrapper)
    {
        var objects = new List<PlannedObject>();
        var children = new List<PlannedChild>();
        int next = _objects.Proto.Nodes.Count;
        if (_mapId is not { } map)
        {
            map = next++;
            objects.Add(new PlannedObject(map, MapIdentifier, MapName) { Proto = NewMap() });
            children.Add(new PlannedChild(ObjectGraphView.Root, MapName, map));
        }
        string name = plan.After.Name;
        objects.Add(new PlannedObject(next, "bare_concrete_function", $"{MapName}/{name}") { Proto = NewSignature(wrapper) });
        if (plan.KeptAs is { } kept && Find(name) is { } replaced)
            children.Add(new PlannedChild(map, kept, replaced));
        children.Add(new PlannedChild(map, name, next));
        return plan with { Functions = [.. plan.Functions, wrapper], Objects = objects, Children = children };
    }

    private static SavedObject NewMap() => new()
    {
        UserObject = new SavedUserObject { Identifier = MapIdentifier, Version = new VersionDef { Producer = 1, MinConsumer = 1 } },
    };

    private SavedObject NewSignature(PlannedFunction wrapper)
    {
        var bare = new SavedBareConcreteFunction
        {
            ConcreteFunctionName = wrapper.Name,
            FunctionSpec = PythonValues.SignatureFunction(wrapper.Arguments),
        };
        bare.ArgumentKeywords.AddRange(wrapper.Arguments);
        var signature = new SavedObject { BareConcreteFunction = bare };
        for (int i = 0; i < wrapper.Concrete.BoundInputs.Count; i++)
        {
            // A constant belongs to the functions that captured it; variables and tables have owners of their own.
            int captured = wrapper.Concrete.BoundInputs[i];
            if (_objects.Object(captured).KindCase == SavedObject.KindOneofCase.Constant)
                signature.Children.Add(new ObjectReference { LocalName = "capture_" + i.ToString(CultureInfo.InvariantCulture), NodeId = captured });
        }
        return signature;
    }
}
