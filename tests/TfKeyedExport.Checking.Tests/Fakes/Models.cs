using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Tests.Fakes;

/// <summary>Small models: inputs <c>key: string [None]</c> and <c>x: float32 [None]</c>, outputs <c>key</c> and <c>y: float32 [None]</c>.</summary>
internal static class Models
{
    private static readonly TensorShape Open = new(-1);

    public static SignatureArgument Argument(string name, DataType type, params long[] shape) => new(name, type, new TensorShape(shape), name + ":0");

    public static ModelSignature KeyedSignature { get; } = new(
        ModelSignature.ServingDefault,
        ModelSignature.PredictMethod,
        [new("key", DataType.String, Open, "key:0"), new("x", DataType.Float, Open, "x:0")],
        [new("key", DataType.String, Open, "key_out:0"), new("y", DataType.Float, Open, "y:0")]);

    /// <summary>A keyed model whose y is a function of the batch of x.</summary>
    public static FakeModel Batch(Func<float[], float[]> y) => Stateful(() => y);

    /// <summary>A keyed model whose y is a function of x alone, row by row.</summary>
    public static FakeModel Rows(Func<float, float> y) => Batch(x => Array.ConvertAll(x, v => y(v)));

    /// <summary>A keyed model with a state that starts anew each time it is opened.</summary>
    public static FakeModel Stateful(Func<Func<float[], float[]>> open) => new(KeyedSignature, () =>
    {
        Func<float[], float[]> y = open();
        return (inputs, _) => [inputs[0], Tensor.From<float>(y(inputs[1].Values<float>().ToArray()))];
    });

    /// <summary>A model without a key whose y is a function of x alone, row by row.</summary>
    public static FakeModel Unkeyed(Func<float, float> y) => Of(
        [KeyedSignature.Inputs[1]], [KeyedSignature.Outputs[1]], i => [Tensor.From<float>(Array.ConvertAll(i[0].Values<float>().ToArray(), v => y(v)))]);

    /// <summary>A model of any signature.</summary>
    public static FakeModel Of(SignatureArgument[] inputs, SignatureArgument[] outputs, Func<Tensor[], Tensor[]> run) => new(
        new ModelSignature(ModelSignature.ServingDefault, ModelSignature.PredictMethod, inputs, outputs),
        () => (given, _) => run(given));
}
