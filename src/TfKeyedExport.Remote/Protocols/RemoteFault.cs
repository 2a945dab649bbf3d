using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Remote.Protocols;

/// <summary>A call that got no answer: the server said why not, or could not be reached.</summary>
/// <param name="code">The canonical code.</param>
/// <param name="message">What the server said.</param>
/// <param name="inner">The cause.</param>
internal sealed class RemoteFault(Code code, string message, Exception? inner = null) : Exception(message, inner)
{
    private const int Longest = 240;

    /// <summary>The canonical code.</summary>
    public Code Code { get; } = code;

    /// <summary>When the server wants to be asked again; null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the server could not be reached, or did not speak its protocol.</summary>
    public bool IsUnreached { get; init; }

    /// <summary>Whether the server claims to have answered, and what came is no answer to the signature.</summary>
    public bool IsWrong { get; init; }

    /// <summary>Whether trying again later may help.</summary>
    public bool IsBusy => Code is Code.Unavailable or Code.ResourceExhausted;

    /// <summary>Code and message in a line that is not too long.</summary>
    public string Line => $"{FaultCodes.Name(Code)}: {(Message.Length > Longest ? $"{Message[..Longest]}..." : Message)}";
}
