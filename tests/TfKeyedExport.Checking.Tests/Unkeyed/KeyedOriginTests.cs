using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Checking.Unkeyed;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Unkeyed;

/// <summary>Which signature of the original a keyed one was made of.</summary>
public class KeyedOriginTests
{
    private static Subject Keyed(string name, string input, DataType type, string answer) => new(
        new ModelSignature(
            name,
            ModelSignature.PredictMethod,
            [Models.Argument("key", DataType.String, -1), new SignatureArgument("x", type, new TensorShape(-1), input)],
            [Models.Argument("key", DataType.String, -1), new SignatureArgument("y", DataType.Float, new TensorShape(-1), answer)]),
        [new KeyPair("key", "key")]);

    private static MetaGraph Original(params (string Name, string Input, DataType Type, string Answer)[] signatures)
    {
        var metaGraph = new MetaGraphDef();
        foreach ((string name, string input, DataType type, string answer) in signatures)
        {
            metaGraph.SignatureDef[name] = new SignatureDef
            {
                MethodName = ModelSignature.PredictMethod,
                Inputs = { ["x"] = Info(input, type) },
                Outputs = { ["y"] = Info(answer, DataType.Float) },
            };
        }
        return new SavedModel("original", new SavedModelProto { MetaGraphs = { metaGraph } }).MetaGraphs[0];
    }

    private static TensorInfo Info(string tensor, DataType type) =>
        new() { Name = tensor, Dtype = type, TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = -1 } } } };

    [Fact]
    public void The_same_tensors_say_more_than_the_same_name() => Assert.Equal("b", KeyedOrigin.Find(
        Keyed("serving_default", "b_x:0", DataType.Float, "Call_1:0"),
        null,
        Original(("serving_default", "a_x:0", DataType.Float, "Call:0"), ("b", "b_x:0", DataType.Float, "Call_1:0"))));

    [Fact]
    public void An_input_that_comes_back_in_the_original_too_is_no_hindrance()
    {
        var keyed = new Subject(
            new ModelSignature(
                "serving_default",
                "",
                [Models.Argument("id", DataType.Int64, -1), Models.Argument("key", DataType.String, -1), Models.Argument("x", DataType.Float, -1)],
                [Models.Argument("id", DataType.Int64, -1), Models.Argument("key", DataType.String, -1), Models.Argument("y", DataType.Float, -1)]),
            [new KeyPair("id", "id"), new KeyPair("key", "key")]);
        Assert.True(KeyedOrigin.IsSameWithoutKeys(keyed, keyed.Signature with
        {
            Inputs = [keyed.Signature.Inputs[0], keyed.Signature.Inputs[2]],
            Outputs = [keyed.Signature.Outputs[0], keyed.Signature.Outputs[2]],
        }));
    }

    [Fact]
    public void Where_every_tensor_is_another_the_only_signature_that_takes_the_same_is_taken() => Assert.Equal("ids", KeyedOrigin.Find(
        Keyed("serving_default", "keyed_x:0", DataType.Int64, "Keyed:0"),
        null,
        Original(("serving_default", "a:0", DataType.String, "Call:0"), ("ids", "b:0", DataType.Int64, "Call_1:0"))));

    [Fact]
    public void Where_several_take_the_same_and_none_has_the_name_nothing_is_guessed() => Assert.Null(KeyedOrigin.Find(
        Keyed("serving_default", "keyed_x:0", DataType.Int64, "Keyed:0"),
        null,
        Original(("a", "a:0", DataType.Int64, "Call:0"), ("b", "b:0", DataType.Int64, "Call_1:0"))));
}
