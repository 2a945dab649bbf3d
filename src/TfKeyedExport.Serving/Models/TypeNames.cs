using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Models;

/// <summary>Types as TensorFlow's own messages name them.</summary>
internal static class TypeNames
{
    /// <summary>The name.</summary>
    public static string Of(DataType type) => type switch
    {
        DataType.Float => "float",
        DataType.Double => "double",
        DataType.Half => "half",
        DataType.Invalid => "invalid",
        _ => type.Name(),
    };
}
