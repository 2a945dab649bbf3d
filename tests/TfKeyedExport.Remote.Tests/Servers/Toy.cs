using System.Text;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Tests.Servers;

/// <summary>A model that is easy to compute: a key, a word and a number in, the key, two numbers and a label out.</summary>
internal static class Toy
{
    public static ModelSignature Signature { get; } = new(
        ModelSignature.ServingDefault, ModelSignature.PredictMethod,
        [
            new SignatureArgument("key", DataType.String, new TensorShape(-1), "key:0"),
            new SignatureArgument("word", DataType.String, new TensorShape(-1), "word:0"),
            new SignatureArgument("x", DataType.Float, new TensorShape(-1), "x:0"),
        ],
        [
            new SignatureArgument("key", DataType.String, new TensorShape(-1), "out:0"),
            new SignatureArgument("label", DataType.String, new TensorShape(-1), "out:1"),
            new SignatureArgument("y", DataType.Float, new TensorShape(-1, 2), "out:2"),
        ]);

    /// <summary>The answer to the inputs, in the signature's order.</summary>
    public static Tensor[] Answer(IReadOnlyList<Tensor> inputs)
    {
        int rows = (int)inputs[0].Shape[0];
        float[] y = new float[2 * rows];
        string[] labels = new string[rows];
        for (int i = 0; i < rows; i++)
        {
            float x = inputs[2].Values<float>()[i];
            int word = inputs[1].Strings[i].Length;
            y[2 * i] = (3 * x) + word;
            y[(2 * i) + 1] = x * x;
            labels[i] = Encoding.ASCII.GetString([(byte)('a' + (word % 26))]) + (x > 0 ? "+" : "-");
        }
        return [inputs[0], Tensor.FromText(labels), Tensor.From<float>(new TensorShape(rows, 2), y)];
    }
}
