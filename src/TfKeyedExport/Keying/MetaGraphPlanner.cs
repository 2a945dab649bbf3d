using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Captures;
using TfKeyedExport.Keying.Edits;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Keying.Python;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying;

/// <summary>Plans a keyed export of one metagraph.</summary>
internal static class MetaGraphPlanner
{
    /// <summary>Plans it.</summary>
    /// <exception cref="TfKeyedException">It is refused, or the metagraph is damaged.</exception>
    public static MetaGraphPlan Plan(MetaGraph metaGraph, KeyingSource source, KeyingRequest request)
    {
        bool replaces = metaGraph.Proto.SignatureDef.ContainsKey(request.Signature);
        CheckKeepAs(metaGraph, request, replaces);
        return source switch
        {
            KeyingSource.Signature signature => FromSignature(metaGraph, signature, request, replaces),
            KeyingSource.Function function => FromFunction(metaGraph, function, request, replaces),
            _ => throw new InvalidOperationException($"no plan for {source}"),
        };
    }

    private static MetaGraphPlan FromSignature(MetaGraph metaGraph, KeyingSource.Signature source, KeyingRequest request, bool replaces)
    {
        ModelSignature before = metaGraph.Signature(source.Name)!;
        SignatureDraft draft = SignatureDrafter.Draft(metaGraph, before, request);
        (IReadOnlyList<PlannedNode> nodes, SignatureDef proto) = GraphNodes.Beside(metaGraph, metaGraph.Proto.SignatureDef[source.Name], draft);
        MetaGraphPlan plan = Base(metaGraph, source, before, draft, request, replaces, nodes, proto);
        SignatureObjects? objects = SignatureObjects.Of(metaGraph);
        return objects?.Find(source.Name) is { } id
            ? objects.Attach(WithPythonNames(plan, draft, metaGraph), Wrapper(metaGraph, objects.Target(id, before), draft))
            : plan;
    }

    private static MetaGraphPlan FromFunction(MetaGraph metaGraph, KeyingSource.Function source, KeyingRequest request, bool replaces)
    {
        FunctionTrace trace = source.Trace;
        CallTarget target = CallTarget.Of(metaGraph, trace);
        var before = new ModelSignature(source.ToString(), "", Sorted(trace.Inputs), Sorted(trace.Outputs));
        SignatureDraft draft = SignatureDrafter.Draft(metaGraph, before, request);
        IReadOnlyList<CaptureBinding> captures = CaptureLocator.Locate(metaGraph, target);
        (IReadOnlyList<PlannedNode> nodes, SignatureDef proto) = GraphNodes.Around(metaGraph, target, captures, draft);
        MetaGraphPlan plan = Base(metaGraph, source, before, draft, request, replaces, nodes, proto) with { Captures = captures };
        return SignatureObjects.Of(metaGraph)?.Attach(WithPythonNames(plan, draft, metaGraph), Wrapper(metaGraph, target, draft)) ?? plan;
    }

    /// <summary>Refuses names that Python cannot take. A plan without keys is for an engine, which never asks Python.</summary>
    private static MetaGraphPlan WithPythonNames(MetaGraphPlan plan, SignatureDraft draft, MetaGraph metaGraph) =>
        draft.Keys.Count > 0 && new PythonNameCheck(draft, plan.Source is KeyingSource.Signature, $"{metaGraph.Where}, {plan.Before.Name}").Check() is { } note
            ? plan with { Notes = [.. plan.Notes, note] }
            : plan;

    private static MetaGraphPlan Base(
        MetaGraph metaGraph,
        KeyingSource source,
        ModelSignature before,
        SignatureDraft draft,
        KeyingRequest request,
        bool replaces,
        IReadOnlyList<PlannedNode> nodes,
        SignatureDef proto) => new()
        {
            Index = metaGraph.Index,
            Tags = metaGraph.Tags,
            Source = source,
            Before = before,
            After = SignatureReader.Read(draft.Name, proto, metaGraph.Where),
            Keys = draft.Keys,
            ReplacesSignature = replaces,
            KeptAs = replaces ? request.KeepAs : null,
            Nodes = nodes,
            SignatureProto = proto,
            InputNames = draft.Inputs,
            OutputNames = draft.Outputs,
            Notes = PlanNotes.Of(metaGraph, source, before, request, replaces),
        };

    private static PlannedFunction Wrapper(MetaGraph metaGraph, CallTarget target, SignatureDraft draft)
    {
        string name = new UniqueNames(metaGraph.FunctionNames).Take(LegalNames.Node($"__inference_keyed_{draft.Name}")[1..]);
        return WrapperFunction.Plan(name, target, draft);
    }

    private static void CheckKeepAs(MetaGraph metaGraph, KeyingRequest request, bool replaces)
    {
        if (request.KeepAs is not { } kept)
            return;
        if (!replaces)
        {
            throw TfKeyedException.Refused(
                $"there is no signature '{request.Signature}' that would be replaced, so none can be kept as '{kept}'", metaGraph.Where, "Leave --keep-as out");
        }
        if (metaGraph.Proto.SignatureDef.ContainsKey(kept))
        {
            throw TfKeyedException.Refused(
                $"the replaced signature cannot be kept as '{kept}': there is a signature of that name", metaGraph.Where, "Give --keep-as another name");
        }
    }

    private static List<SignatureArgument> Sorted(IReadOnlyList<SignatureArgument> arguments) =>
        [.. arguments.OrderBy(a => a.Name, StringComparer.Ordinal)];
}
