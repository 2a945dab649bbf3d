using System.Globalization;
using System.Text;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Calls;

/// <summary>Signatures, shapes and types as TensorFlow Serving's error texts show them.</summary>
internal static class SignatureText
{
    /// <summary>A signature in protobuf's text format.</summary>
    public static string Of(ServedModel model, string name)
    {
        ModelSignature signature = model.All.First(s => s.Name == name);
        var text = new StringBuilder();
        foreach (SignatureArgument input in signature.Inputs)
            Add(text, "inputs", input);
        foreach (SignatureArgument output in signature.Outputs)
            Add(text, "outputs", output);
        if (signature.MethodName.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"method_name: \"{signature.MethodName}\"\n");
        return text.ToString();
    }

    /// <summary>A shape, such as <c>[2,3]</c>.</summary>
    public static string Shape(TensorShape shape)
    {
        var text = new StringBuilder("[");
        for (int i = 0; i < shape.Rank; i++)
            text.Append(i == 0 ? "" : ",").Append(shape[i].ToString(CultureInfo.InvariantCulture));
        return text.Append(']').ToString();
    }

    /// <summary>A type, such as <c>DT_FLOAT</c>.</summary>
    public static string Type(DataType type) => $"DT_{TypeNames.Of(type).ToUpperInvariant()}";

    private static void Add(StringBuilder text, string field, SignatureArgument argument)
    {
        text.Append(CultureInfo.InvariantCulture, $"{field} {{\n  key: \"{argument.Name}\"\n  value {{\n    name: \"{argument.TensorName}\"\n");
        text.Append(CultureInfo.InvariantCulture, $"    dtype: {Type(argument.Type)}\n    tensor_shape {{\n");
        if (!argument.Shape.HasRank)
            text.Append("      unknown_rank: true\n");
        foreach (long size in argument.Shape.Dimensions)
            text.Append(CultureInfo.InvariantCulture, $"      dim {{\n        size: {size}\n      }}\n");
        text.Append("    }\n  }\n}\n");
    }
}
