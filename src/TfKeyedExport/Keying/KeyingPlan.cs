using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Edits;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Keying.Sources;
using TfKeyedExport.Keying.Warmup;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Keying;

/// <summary>What a keyed export does to a model, before it is done.</summary>
/// <param name="Model">The model; it is not changed.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="MetaGraphs">What happens to each metagraph that is touched.</param>
/// <param name="Notes">What the user should know about the whole, a sentence each.</param>
public sealed record KeyingPlan(SavedModel Model, KeyingRequest Request, IReadOnlyList<MetaGraphPlan> MetaGraphs, IReadOnlyList<string> Notes)
{
    /// <summary>What happens to the model's warm-up calls; null if it has none.</summary>
    public WarmupPlan? Warmup { get; init; }

    /// <summary>Plans a keyed export.</summary>
    /// <param name="model">The model.</param>
    /// <param name="request">What the export is to be like; null takes every default.</param>
    /// <exception cref="TfKeyedException">The request is wrong (usage), or refused with the way out, or the model is damaged.</exception>
    public static KeyingPlan For(SavedModel model, KeyingRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        request ??= new KeyingRequest();
        request.Validate();
        ChosenSources chosen = SourceChooser.Choose(model, new SourceRequest(request.From, request.Signature, request.Tags));
        var plans = new List<MetaGraphPlan>(chosen.Sources.Count);
        foreach ((MetaGraph metaGraph, KeyingSource source) in chosen.Sources)
            plans.Add(MetaGraphPlanner.Plan(metaGraph, source, request));
        WarmupPlan? warmup = EditOfWarmup(model, plans)?.Plan(model.Folder);
        IReadOnlyList<string> notes = warmup is { Changes: true } ? [.. chosen.Notes, warmup.ToString()] : chosen.Notes;
        return new KeyingPlan(model, request, plans, notes) { Warmup = warmup };
    }

    /// <summary>How warm-up calls are changed; null if a server's graph gets no keys. A server warms up the graph that it serves.</summary>
    private static WarmupEdit? EditOfWarmup(SavedModel model, IReadOnlyList<MetaGraphPlan> plans)
    {
        MetaGraph? served = MetaGraphChoice.Find(model, null);
        MetaGraphPlan? plan = served is null ? plans[0] : plans.FirstOrDefault(p => p.Index == served.Index);
        return plan is { Keys.Count: > 0 } ? new WarmupEdit(plan) : null;
    }

    /// <summary>Carries the plan out in memory.</summary>
    /// <returns>A new model that shares everything untouched with the old one, its folder included.</returns>
    public SavedModel Apply()
    {
        SavedModelProto proto = Model.Proto.ShallowCopy();
        foreach (MetaGraphPlan plan in MetaGraphs)
            proto.MetaGraphs[plan.Index] = MetaGraphEdit.Apply(proto.MetaGraphs[plan.Index], plan);
        return new SavedModel(Model.Folder, proto)
        {
            FileEdit = Warmup is { Changes: true } warmup ? new WarmupFile(warmup, EditOfWarmup(Model, MetaGraphs)!) : null,
        };
    }
}
