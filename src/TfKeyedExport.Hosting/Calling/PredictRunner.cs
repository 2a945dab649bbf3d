using System.Buffers;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Hosting.Calling;

/// <summary>Answers TF Serving's REST predict requests.</summary>
public static class PredictRunner
{
    /// <summary>Answers one request.</summary>
    /// <param name="runner">The signature that the request asks for.</param>
    /// <param name="signature">The same signature, prepared once for all requests.</param>
    /// <param name="body">The request.</param>
    /// <param name="answer">Receives the answer, JSON in UTF-8; what it holds is of no use if the call fails.</param>
    /// <param name="options">How the answer is written, and the most memory, in bytes, that its text may take.</param>
    /// <param name="cancellation">Ends a long call early.</param>
    /// <exception cref="TfKeyedException">The request does not fit the signature, the model failed on it, or the answer is too large (a limit).</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The host was disposed before the call began.</exception>
    public static void Run(
        ISignatureRunner runner, RestSignature signature, PredictBody body, IBufferWriter<byte> answer, RestOptions options,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        Tensor[] inputs = body.ToTensors(signature);
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        runner.Run(inputs, outputs, cancellation);
        AnswerSize.Check(outputs, options.MemoryLimit);
        PredictAnswer.Write(answer, body.Form, signature, outputs, options);
    }
}
