using System.Diagnostics;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Terms;

/// <summary>
/// What is noted of a call from its begin to its end, so that it can be counted. Used again and again: nobody keeps it when the call has ended.
/// </summary>
internal sealed class CallSpan
{
    [ThreadStatic]
    private static CallSpan? _idle;

    private CallSpan()
    {
    }

    /// <summary>How it came in.</summary>
    public CallProtocol Protocol { get; private set; }

    /// <summary>When it came in, as a timestamp of the clock.</summary>
    public long Started { get; private set; }

    /// <summary>The model as the client named it; null until it is known.</summary>
    public string? Model { get; private set; }

    /// <summary>What it asks for.</summary>
    public CallKind Kind { get; private set; }

    /// <summary>Who listens to the signature that it is for; null until it got there. Whoever made that listener knows it again.</summary>
    public object? Reached { get; set; }

    /// <summary>What is written down of it; null unless calls are logged.</summary>
    public CallLog? Log { get; set; }

    /// <summary>Its span in a trace; null if it is not recorded.</summary>
    public Activity? Trace { get; set; }

    /// <summary>How it ended.</summary>
    public Code Code { get; set; }

    /// <summary>What it was answered if it failed; null if it did not.</summary>
    public CallFault? Fault { get; private set; }

    /// <summary>Begins a call.</summary>
    public static CallSpan Begin(CallProtocol protocol, long now)
    {
        CallSpan span = _idle ?? new CallSpan();
        _idle = null;
        span.Protocol = protocol;
        span.Started = now;
        span.Model = null;
        span.Kind = CallKind.Question;
        span.Reached = null;
        span.Log = null;
        span.Trace = null;
        span.Code = Code.Ok;
        span.Fault = null;
        return span;
    }

    /// <summary>Says what it asks for.</summary>
    public CallSpan Ask(string model, CallKind kind)
    {
        Model = model;
        Kind = kind;
        return this;
    }

    /// <summary>Says that it failed.</summary>
    /// <param name="code">The error's code.</param>
    /// <param name="message">What the client is told.</param>
    /// <param name="requestId">The name of the request, where it has one.</param>
    public void Fail(Code code, string message, string? requestId)
    {
        Code = code;
        Fault = new CallFault(message, requestId);
    }

    /// <summary>Gives it back when it was counted.</summary>
    public void Return() => _idle = this;
}
