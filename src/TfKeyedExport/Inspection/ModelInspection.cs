using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Bundles;

namespace TfKeyedExport.Inspection;

/// <summary>What a model offers, holds and needs.</summary>
/// <param name="Model">The model.</param>
/// <param name="MetaGraphs">Its metagraphs, in the file's order.</param>
/// <param name="Variables">Its variables, sorted by name; none if it has no variables.</param>
public sealed record ModelInspection(SavedModel Model, IReadOnlyList<MetaGraphInspection> MetaGraphs, IReadOnlyList<VariableInspection> Variables)
{
    /// <summary>The files in its folder <c>assets.extra</c>, which are for its server and not for its graph.</summary>
    public IReadOnlyList<AssetInspection> ExtraAssets { get; init; } = [];

    /// <summary>Looks at a model: reads its graph and the index of its variables, not the variables.</summary>
    /// <exception cref="Errors.TfKeyedException">Something in it is damaged.</exception>
    public static ModelInspection Of(SavedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using VariableBundle? bundle = model.OpenVariables();
        return new ModelInspection(
            model,
            [.. model.MetaGraphs.Select(MetaGraphInspection.Of)],
            bundle is null ? [] : [.. bundle.Keys.Where(key => key != VariableBundle.ObjectGraphKey).Select(key => Describe(bundle.Entry(key)!))])
        {
            ExtraAssets = AssetInspection.ExtraOf(model),
        };
    }

    // A variable in slices has no bytes of its own; what the slices hold together follows from type and shape.
    private static VariableInspection Describe(BundleEntry entry) => new(
        entry.Key,
        entry.Type,
        entry.Shape,
        entry.Slices.Count == 0 ? entry.Size : Math.Max(0, BundleEntry.CountBytes(entry.Shape, entry.Type)));
}
