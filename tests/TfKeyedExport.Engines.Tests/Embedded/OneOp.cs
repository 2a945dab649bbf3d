using Google.Protobuf;
using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

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
        return Run(Model(op, attributes, inputs, outputTypes, constants), inputs);
    }

    /// <summary>Runs a model of this class on the embedded engine.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">All inputs, constants too.</param>
    public static Tensor[] Run(SavedModel model, Tensor[] inputs)
    {
        using IModelHost host = new EmbeddedEngine().Open(model, new HostOptions());
        ISignatureRunner runner = host.Prepare("serving_default");
        Tensor[] fed = [.. runner.Signature.Inputs.Select(i => inputs[int.Parse(i.Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)])];
        var outputs = new Tensor[runner.Signature.Outputs.Count];
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
        var node = new NodeDef { Name = "op", Op = op, Input = { Enumerable.Range(0, inputs.Length).Select(InputName) } };
        foreach ((string name, AttrValue value) in attributes)
            node.Attr[name] = value;
        return Model(inputs, constants, g => g.Node.Add(node.ToByteString()), [.. outputTypes.Select((type, i) => ($"op:{i}", type))]);
    }

    /// <summary>A model of several nodes; the inputs are <c>i00</c>, <c>i01</c> and so on.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="constants">The inputs that are constants of the model instead of placeholders.</param>
    /// <param name="addNodes">Adds the nodes.</param>
    /// <param name="fetches">What is fetched.</param>
    public static SavedModel Model(
        Tensor[] inputs, ReadOnlySpan<int> constants, Action<GraphDef> addNodes, IReadOnlyList<(string Output, DataType Type)> fetches)
    {
        var graph = new GraphDef { Versions = new VersionDef { Producer = 1000 } };
        var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        for (int i = 0; i < inputs.Length; i++)
        {
            bool constant = constants.Contains(i);
            var input = new NodeDef { Name = InputName(i), Op = constant ? "Const" : "Placeholder" };
            input.Attr["dtype"] = new AttrValue { Type = inputs[i].Type };
            if (constant)
                input.Attr["value"] = new AttrValue { Tensor = inputs[i].ToProto() };
            else
                signature.Inputs[input.Name] = new TensorInfo
                {
                    Name = $"{input.Name}:0",
                    Dtype = inputs[i].Type,
                    TensorShape = new TensorShapeProto { UnknownRank = true },
                };
            graph.Node.Add(input.ToByteString());
        }
        addNodes(graph);
        for (int i = 0; i < fetches.Count; i++)
            signature.Outputs[$"o{i:00}"] = new TensorInfo
            {
                Name = fetches[i].Output,
                Dtype = fetches[i].Type,
                TensorShape = new TensorShapeProto { UnknownRank = true },
            };
        var metaGraph = new MetaGraphDef { GraphDef = graph, MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { Tags = { "serve" } } };
        metaGraph.SignatureDef["serving_default"] = signature;
        return new SavedModel("no-folder", new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { metaGraph } });
    }

    private static string InputName(int index) => $"i{index:00}";
}
