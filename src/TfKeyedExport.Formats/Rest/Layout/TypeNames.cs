using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest.Layout;

/// <summary>Types as TF Serving names them to its clients.</summary>
internal static class TypeNames
{
    /// <summary>The name: <c>float</c>, <c>half</c>, <c>int32</c>.</summary>
    public static string Of(DataType type) => type.ProtoName()[3..].ToLowerInvariant();
}
