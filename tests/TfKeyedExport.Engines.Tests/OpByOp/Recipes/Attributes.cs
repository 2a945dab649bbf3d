using CsCheck;
using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Short forms of attributes.</summary>
internal static class Attributes
{
    public static AttrValue Of(DataType type) => new() { Type = type };

    public static AttrValue Of(bool flag) => new() { B = flag };

    public static AttrValue Of(string text) => new() { S = Google.Protobuf.ByteString.CopyFromUtf8(text) };

    public static AttrValue Of(params long[] numbers) => new() { List = new AttrValue.Types.ListValue { I = { numbers } } };

    public static AttrValue Of(long number) => new() { I = number };

    public static AttrValue Of(float number) => new() { F = number };

    public static AttrValue Types(params IEnumerable<DataType> types) => new() { List = new AttrValue.Types.ListValue { Type = { types } } };

    public static AttrValue Floats(params IEnumerable<float> numbers) => new() { List = new AttrValue.Types.ListValue { F = { numbers } } };

    public static AttrValue Texts(params IEnumerable<string> texts) =>
        new() { List = new AttrValue.Types.ListValue { S = { texts.Select(Google.Protobuf.ByteString.CopyFromUtf8) } } };

    /// <summary>A shape; negative sizes are unknown.</summary>
    public static AttrValue Shape(params long[] sizes) =>
        new() { Shape = new TensorShapeProto { Dim = { sizes.Select(s => new TensorShapeProto.Types.Dim { Size = s }) } } };

    /// <summary>The types that a registered operation takes; all of them if it does not say.</summary>
    public static Gen<DataType> Types(string op)
    {
        KernelRegistration registration = KernelCatalog.Find(op) ?? throw new InvalidOperationException($"the embedded engine has no {op}");
        DataType[] types = registration.Types.Length == 0 ? TypeSets.PlainAndStrings : registration.Types;
        return Gen.OneOf(registration.Widens ? [.. types, DataType.Half, DataType.Bfloat16] : types);
    }
}
