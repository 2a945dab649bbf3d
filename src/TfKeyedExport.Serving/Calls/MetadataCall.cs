using Google.Protobuf.WellKnownTypes;
using TfKeyedExport.Protos;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Calls;

/// <summary>GetModelMetadata: a model's signatures.</summary>
internal static class MetadataCall
{
    private const string SignatureDef = "signature_def";

    /// <summary>Holds a request against the rules, before any model is looked up.</summary>
    /// <exception cref="ServingFault">It names no model, or fields that there are not.</exception>
    public static ModelSpec Check(GetModelMetadataRequest request)
    {
        ModelSpec spec = Specs.Required(request.ModelSpec);
        if (request.MetadataField.Count == 0)
            throw ServingFault.Invalid("GetModelMetadataRequest must specify at least one metadata_field");
        return request.MetadataField.FirstOrDefault(f => f != SignatureDef) is { } unknown
            ? throw ServingFault.Invalid($"Metadata field {unknown} is not supported")
            : spec;
    }

    /// <summary>Answers.</summary>
    public static GetModelMetadataResponse Run(ServedModel model)
    {
        var map = new SignatureDefMap();
        foreach ((string name, SignatureDef signature) in model.Declared)
            map.SignatureDef.Add(name, signature);
        return new GetModelMetadataResponse
        {
            ModelSpec = new ModelSpec { Name = model.Name, Version = model.Number },
            Metadata = { [SignatureDef] = Any.Pack(map) },
        };
    }
}
