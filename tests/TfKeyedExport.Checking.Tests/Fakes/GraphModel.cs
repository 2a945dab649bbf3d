using TfKeyedExport.Checking.Results;
using TfKeyedExport.Embedded;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Fakes;

/// <summary>Models of a few nodes on the embedded engine, with a key that passes through.</summary>
internal static class GraphModel
{
    /// <summary>Checks one.</summary>
    /// <param name="inputs">
    /// Its inputs beside the key, as <c>name:type</c> for a column, <c>name:type:scalar</c> for one value a call, <c>name:type:matrix</c> for rows of any
    /// length.
    /// </param>
    /// <param name="nodes">Its nodes, as <see cref="GraphText"/> has them.</param>
    /// <param name="y">The tensor of float32 that is its answer.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="functions">Functions that the nodes call.</param>
    public static CheckReport Check(string inputs, string nodes, string y, long seed = 3, params FunctionDef[] functions) =>
        new KeyCheck(new EmbeddedEngine(), Model(inputs, nodes, y, functions)) { Seed = seed }.Run(TestContext.Current.CancellationToken);

    /// <summary>The model that is checked.</summary>
    public static SavedModel Model(string inputs, string nodes, string y, params FunctionDef[] functions)
    {
        (string Name, DataType Type, string Form)[] arguments =
        [
            ("key", DataType.String, "column"),
            .. inputs.Split(' ').Select(i => i.Split(':')).Select(p => (p[0], TypeOf(p[1]), p.ElementAtOrDefault(2) ?? "column")),
        ];
        var function = new FunctionDef
        {
            Signature = new OpDef
            {
                Name = "f",
                InputArg = { arguments.Select(a => new OpDef.Types.ArgDef { Name = a.Name, Type = a.Type }) },
                OutputArg = { new OpDef.Types.ArgDef { Name = "key", Type = DataType.String }, new OpDef.Types.ArgDef { Name = "y", Type = DataType.Float } },
            },
            NodeDef = { GraphText.Nodes("k Identity key T=string\n" + nodes) },
            Ret = { ["key"] = "k:output:0", ["y"] = y },
        };
        string placeholders = string.Join('\n', arguments.Select(a => $"{a.Name} Placeholder dtype={Spelt(a.Type)}"));
        MetaGraphDef graph = GraphText.Model(
            $"{placeholders}\ncall f {string.Join(' ', arguments.Select(a => a.Name))}", [], [function, .. functions]).MetaGraphs[0].Proto;
        SignatureDef signature = graph.SignatureDef["serving_default"];
        foreach ((string name, _, string form) in arguments)
            signature.Inputs[name].TensorShape = form switch { "scalar" => new TensorShapeProto(), "matrix" => Open(2), _ => Open(1) };
        signature.Outputs["key"] = new TensorInfo { Name = "call:0", Dtype = DataType.String, TensorShape = Open(1) };
        signature.Outputs["y"] = new TensorInfo { Name = "call:1", Dtype = DataType.Float, TensorShape = Open(1) };
        return new SavedModel("no-folder", new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { graph } });
    }

    private static DataType TypeOf(string name) => name switch
    {
        "float" => DataType.Float,
        "int32" => DataType.Int32,
        "int64" => DataType.Int64,
        _ => DataType.String,
    };

    private static string Spelt(DataType type) => type switch
    {
        DataType.Float => "float",
        DataType.Int32 => "int32",
        DataType.Int64 => "int64",
        _ => "string",
    };

    private static TensorShapeProto Open(int rank) => new() { Dim = { Enumerable.Repeat(new TensorShapeProto.Types.Dim { Size = -1 }, rank) } };
}
