using TfKeyedExport.Graphs;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>The parts of a model that a signature needs.</summary>
internal static class SignatureGraphs
{
    private const string ServeTag = "serve";

    /// <summary>The metagraph that a host opens for these tags; null if there is none.</summary>
    public static MetaGraph? MetaGraphOf(SavedModel model, IReadOnlyList<string>? tags)
    {
        var wanted = (tags ?? [ServeTag]).ToHashSet(StringComparer.Ordinal);
        return model.MetaGraphs.FirstOrDefault(m => wanted.SetEquals(m.Tags)) ?? (tags is null && model.MetaGraphs.Count == 1 ? model.MetaGraphs[0] : null);
    }

    /// <summary>The graph between a signature's inputs and its outputs; its parameters are <see cref="Fed"/>, in that order.</summary>
    /// <exception cref="Errors.TfKeyedException">The graph cannot be followed.</exception>
    public static Graph Build(GraphSource source, ModelSignature signature)
    {
        SignatureArgument[] fed = Fed(signature);
        return new GraphBuilder(source).Build(
            $"signature {signature.Name}",
            [.. fed.Select(i => i.TensorName)],
            [.. fed.Select(i => i.Type)],
            [.. signature.Outputs.Where(o => o.TensorName.Length > 0).Select(o => o.TensorName)],
            []);
    }

    /// <summary>The same of the metagraph that a host opens; null if there is none, or it cannot be followed.</summary>
    public static Graph? TryBuild(SavedModel model, IReadOnlyList<string>? tags, ModelSignature signature)
    {
        try
        {
            return MetaGraphOf(model, tags) is { } metaGraph ? Build(new GraphSource(metaGraph), signature) : null;
        }
        catch (Errors.TfKeyedException)
        {
            return null;
        }
    }

    /// <summary>The inputs that are tensors of the graph.</summary>
    public static SignatureArgument[] Fed(ModelSignature signature) => [.. signature.Inputs.Where(i => i.TensorName.Length > 0)];
}
