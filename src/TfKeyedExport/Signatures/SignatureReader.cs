using Google.Protobuf.Collections;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Signatures;

/// <summary>Turns <c>SignatureDef</c>s into signatures that are easy to use.</summary>
internal static class SignatureReader
{
    /// <summary>All signatures of a metagraph, sorted by name.</summary>
    public static IReadOnlyList<ModelSignature> Read(MetaGraphDef metaGraph, string where) => metaGraph.SignatureDef
        .OrderBy(s => s.Key, StringComparer.Ordinal)
        .Select(s => Read(s.Key, s.Value, $"{where}, signature '{s.Key}'"))
        .ToList();

    /// <summary>One signature.</summary>
    public static ModelSignature Read(string name, SignatureDef signature, string where) => new(
        name,
        signature.MethodName,
        Arguments(signature.Inputs, signature.Defaults, where),
        Arguments(signature.Outputs, null, where));

    private static List<SignatureArgument> Arguments(
        MapField<string, TensorInfo> infos, MapField<string, TensorProto>? defaults, string where) => RaggedParts.Expand(infos)
        .OrderBy(i => i.Name, StringComparer.Ordinal)
        .Select(i =>
        {
            string argument = $"{where}, '{i.Name}'";
            Tensor? value = defaults is not null && defaults.TryGetValue(i.Name, out TensorProto? proto) ? proto.ToTensor(argument) : null;
            return new SignatureArgument(i.Name, i.Info.Dtype.WithoutReference(), i.Info.TensorShape.ToShape(argument), i.Info.Name, value);
        })
        .ToList();
}
