using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Faults;

/// <summary>An answer that is an error: its canonical code, and the text that the client reads.</summary>
/// <param name="code">The code, never <see cref="Code.Ok"/>.</param>
/// <param name="message">The text; TensorFlow Serving's own where it has one.</param>
/// <param name="inner">The cause, for the log.</param>
internal sealed class ServingFault(Code code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The canonical code.</summary>
    public Code Code { get; } = code;

    /// <summary>When trying again may help; null if it never does, or nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The HTTP status, where it is not the one that its code has.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The request is wrong.</summary>
    public static ServingFault Invalid(string message, Exception? inner = null) => new(Code.InvalidArgument, message, inner);

    /// <summary>The time that the call may take was over before its turn came.</summary>
    public static ServingFault TooLate() => new(Code.DeadlineExceeded, "the deadline passed before the model ran");

    /// <summary>There is no such thing.</summary>
    public static ServingFault NotFound(string message) => new(Code.NotFound, message);
}
