using Google.Protobuf;
using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.Embedded;

/// <summary>Runs a model of one operation: each input is a placeholder, each output is fetched.</summary>
internal static class OneOp
{
    /// <summary>Runs one operation on the embedded engine.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="attributes">Its attributes, those of its types included; those with a default may be left out.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="outputTypes">The type of each output.</param>
    /// <param name="constants">The inputs that are constants of the model instead of placeholders.</param>
    public static Tensor[] Run(
        string op, Dictionary<string, AttrValue> attributes, Tensor[] inputs, DataType[] outputTypes, params ReadOnlySpan<int> constants)
    {
        using IModelHost host = new EmbeddedEngine().Open(Model(op, attributes, inputs, outputTypes, constants), new HostOptions());
        ISignatureRunner runner = host.Prepare("serving_default");
        Tensor[] fed = [.. runner.Signature.Inputs.Select(i => inputs[int.Parse(i.Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)])];
        var outputs = new Tensor[outputTypes.Length];
        runner.Run(fed, outputs);
        return outputs;
    }

    /// <summary>Runs an operation with one output and a type attribute <c>T</c> that is its first input's type.</summary>
    public static Tensor Run(string op, params Tensor[] inputs) =>
        Run(op, new() { ["T"] = new AttrValue { Type = inputs[0].Type } }, inputs, [inputs[0].Type])[0];

    /// <summary>The model, for other engines.</summary>
    public static SavedModel Model(
        string op, Dictionary<string, AttrValue> attributes, Tensor[] inputs, DataType[] outputTypes, params ReadOnlySpan<int> constants)
    {
        var graph = new GraphDef { Versions = new VersionDef { Producer = 1000 } };
        var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        var node = new NodeDef { Name = "op", Op = op };
        foreach ((string name, AttrValue value) in attributes)
            node.Attr[name] = value;
        for (int i = 0; i < inputs.Length; i++)
        {
            bool constant = constants.Contains(i);
            var input = new NodeDef { Name = $"i{i:00}", Op = constant ? "Const" : "Placeholder" };
            input.Attr["dtype"] = new AttrValue { Type = inputs[i].Type };
            if (constant)
                input.Attr["value"] = new AttrValue { Tensor = inputs[i].ToProto() };
            else
                signature.Inputs[input.Name] = new TensorInfo { Name = $"{input.Name}:0", Dtype = inputs[i].Type, TensorShape = new TensorShapeProto { UnknownRank = true } };
            graph.Node.Add(input.ToByteString());
            node.Input.Add(input.Name);
        }
        graph.Node.Add(node.ToByteString());
        for (int i = 0; i < outputTypes.Length; i++)
            signature.Outputs[$"o{i:00}"] = new TensorInfo { Name = $"op:{i}", Dtype = outputTypes[i], TensorShape = new TensorShapeProto { UnknownRank = true } };
        var metaGraph = new MetaGraphDef { GraphDef = graph, MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { Tags = { "serve" } } };
        metaGraph.SignatureDef["serving_default"] = signature;
        return new SavedModel("no-folder", new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { metaGraph } });
    }
}
