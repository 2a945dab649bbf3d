using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Engines.Tests.TensorFlow;

/// <summary>A model that keeps strings from call to call: <c>insert</c> takes numbers and strings, <c>find</c> gives a number's string.</summary>
internal static class TableModel
{
    public static SavedModel Make()
    {
        (string, AttrValue) keys = ("key_dtype", GraphModel.Type(DataType.Int64)), values = ("value_dtype", GraphModel.Type(DataType.String));
        (string, AttrValue) tin = ("Tin", GraphModel.Type(DataType.Int64)), tout = ("Tout", GraphModel.Type(DataType.String));
        (string, AttrValue) text = ("dtype", GraphModel.Type(DataType.String));
        return new GraphModel()
            .Node("table", "MutableHashTableV2", [], keys, values, ("shared_name", GraphModel.Text("words")))
            .Node("key", "Placeholder", [], ("dtype", GraphModel.Type(DataType.Int64)))
            .Node("value", "Placeholder", [], text)
            .Node("put", "LookupTableInsertV2", ["table", "key", "value"], tin, tout)
            .Node("done", "Identity", ["value", "^put"], ("T", GraphModel.Type(DataType.String)))
            .Node("missing", "Const", [], text, ("value", new AttrValue { Tensor = Tensor.FromText("?").Reshape(TensorShape.Scalar).ToProto() }))
            .Node("found", "LookupTableFindV2", ["table", "key", "missing"], tin, tout)
            .Signature("insert", [("key", DataType.Int64), ("value", DataType.String)], [("done", DataType.String)])
            .Signature("find", [("key", DataType.Int64)], [("found", DataType.String)])
            .Build();
    }
}
