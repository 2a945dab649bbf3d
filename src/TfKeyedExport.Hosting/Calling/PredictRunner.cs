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
    /// <param name="request">The request.</param>
    /// <param name="answer">Receives the answer, JSON in UTF-8; nothing if the call fails.</param>
    /// <param name="memoryLimit">The most memory, in bytes, that the answer's text may take.</param>
    /// <param name="cancellation">Ends a long call early.</param>
    /// <exception cref="TfKeyedException">The request does not fit the signature, the model failed on it, or the answer is too large (a limit).</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The host was disposed before the call began.</exception>
    public static void Run(
        ISignatureRunner runner, PredictRequest request, IBufferWriter<byte> answer, long memoryLimit = DefaultLimits.Memory,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(request);
        IReadOnlyDictionary<string, Tensor> outputs = runner.Run(request.ToTensors(runner.Signature), cancellation);
        AnswerSize.Check(outputs.Values, memoryLimit);
        PredictAnswer.Write(answer, request.Form, outputs);
    }
}
