using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Terms;

/// <summary>Takes the rows of calls that were answered; never waits.</summary>
internal interface ICallLogSink
{
    /// <summary>Takes a call's rows, or drops them.</summary>
    /// <param name="call">The call.</param>
    /// <param name="signature">Who answered it.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="outputs">Its answer.</param>
    void Take(CallLog call, LoggedSignature signature, Tensor[] inputs, Tensor[] outputs);
}
