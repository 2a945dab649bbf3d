using System.Runtime.InteropServices;
using TfKeyedExport.Errors;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Owns the outcome of a call.</summary>
internal sealed class StatusHandle : NativeHandle
{
    /// <summary>What kind of outcome.</summary>
    public StatusCode Code => NativeMethods.GetCode(this);

    /// <summary>TensorFlow's message; empty when all is well.</summary>
    public string Message
    {
        get
        {
            string text = Marshal.PtrToStringUTF8(NativeMethods.Message(this)) ?? "";
            GC.KeepAlive(this);
            return text;
        }
    }

    /// <summary>Throws unless all is well.</summary>
    /// <param name="doing">What was being done, such as <c>load the model</c>.</param>
    /// <param name="where">The model, signature or file that it is about.</param>
    /// <exception cref="TfKeyedException">TensorFlow failed.</exception>
    public void ThrowIfFailed(string doing, string? where = null)
    {
        if (Code != StatusCode.Ok)
            throw Failure(Code, Message, doing, where);
    }

    /// <summary>The error that tells of a failure.</summary>
    public static TfKeyedException Failure(StatusCode code, string message, string doing, string? where) => MissingKernel.In(message) is { } op
        ? new MissingOperationException(
            $"TensorFlow's library has no implementation of {op} on this device, and the model needs it", where, MissingKernel.Advice(op))
        : code == StatusCode.Unimplemented
        ? new UnimplementedException($"TensorFlow could not {doing}: {code.Name()}: {FirstLines(message)}", where, MissingKernel.Advice(""))
        : Failure(code, $"TensorFlow could not {doing}: {code.Name()}: {FirstLines(message)}", where);

    // Whether an argument is the request's or the model's depends on what was being done: whoever did it knows.
    private static TfKeyedException Failure(StatusCode code, string what, string? where)
    {
        ErrorKind kind = code == StatusCode.ResourceExhausted ? ErrorKind.Limit : ErrorKind.Engine;
        return code switch
        {
            StatusCode.InvalidArgument or StatusCode.OutOfRange => new TfKeyedException(kind, what, where),
            StatusCode.NotFound or StatusCode.AlreadyExists or StatusCode.FailedPrecondition or StatusCode.DataLoss =>
                new TfKeyedException(kind, what, where) { Side = ErrorSide.Model },
            _ => new TfKeyedException(kind, what, where) { Side = ErrorSide.Host },
        };
    }

    /// <summary>TensorFlow may add the whole path through the graph, and empty lines; the start says what is wrong.</summary>
    private static string FirstLines(string message)
    {
        const int MaxLength = 2000;
        string trimmed = message.Trim().TrimEnd('.');
        return trimmed.Length <= MaxLength ? trimmed : trimmed[..MaxLength] + "...";
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DeleteStatus(handle);
        return true;
    }
}
