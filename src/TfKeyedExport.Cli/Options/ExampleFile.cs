using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting.Json;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Cli.Options;

/// <summary>Reads rows that the user gives for a check, in the form of a predict request.</summary>
internal static class ExampleFile
{
    /// <summary>Reads the rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model that they are for.</param>
    /// <param name="signatureName">The signature that they are for; its keys may be left out.</param>
    /// <exception cref="TfKeyedException">The file cannot be read, or does not fit the signature.</exception>
    public static ExampleRows Load(string path, SavedModel model, string signatureName)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.Unreadable("the examples cannot be read", path, error.Message.TrimEnd('.'), error);
        }
        PredictRequest request = PredictRequest.Parse(content, path);
        (MetaGraph metaGraph, ModelSignature signature) = Find(model, signatureName);
        HashSet<string> omitted = [.. KeyPaths.Find(metaGraph, signature).Select(k => k.Input).Where(name => !request.Mentions(name))];
        signature = signature with { Inputs = [.. signature.Inputs.Where(i => !omitted.Contains(i.Name))] };
        IReadOnlyDictionary<string, Tensor> columns = request.ToTensors(signature);
        List<long> counts = [.. signature.Inputs.Where(i => i.Shape.Rank != 0).Select(i => columns[i.Name]).Where(t => t.Shape.Rank > 0).Select(t => t.Shape[0]).Distinct()];
        if (counts is not [> 0 and <= int.MaxValue])
            throw TfKeyedException.Unreadable("the examples need one or more rows, as many for each input", path);
        return new ExampleRows(columns, (int)counts[0]);
    }

    private static (MetaGraph MetaGraph, ModelSignature Signature) Find(SavedModel model, string name)
    {
        foreach (MetaGraph metaGraph in model.MetaGraphs)
        {
            if (metaGraph.Signature(name) is { } signature)
                return (metaGraph, signature);
        }
        throw TfKeyedException.Unreadable($"there is no signature '{name}'", model.Folder, "name one with --signature; tfkeyed inspect lists them");
    }
}
