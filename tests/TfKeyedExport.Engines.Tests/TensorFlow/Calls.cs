using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.TensorFlow;

/// <summary>Short calls.</summary>
internal static class Calls
{
    /// <summary>Runs a signature without a way to cancel: on the caller's own thread.</summary>
    public static Tensor[] Answers(this ISignatureRunner runner, params ReadOnlySpan<Tensor> inputs)
    {
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        runner.Run(inputs, outputs);
        return outputs;
    }

    /// <summary>Runs a signature on zeros, with so many rows where sizes are open.</summary>
    public static Tensor[] AnswersToZeros(this ISignatureRunner runner, int rows) =>
        runner.Answers([.. runner.Signature.Inputs.Select(i => Inputs.Zeros(i, rows))]);
}
