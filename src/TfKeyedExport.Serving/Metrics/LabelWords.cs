using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>The words of labels.</summary>
internal static class LabelWords
{
    /// <summary>A protocol, as ours have it.</summary>
    public static string Of(CallProtocol protocol) => protocol == CallProtocol.Rest ? "rest" : "grpc";

    /// <summary>A protocol, as TensorFlow Serving has it.</summary>
    public static string EntryPoint(CallProtocol protocol) => protocol == CallProtocol.Rest ? "REST" : "GRPC";

    /// <summary>What a call asks for: by REST the word of the path, by gRPC the name of the method.</summary>
    public static string Api(CallProtocol protocol, CallKind kind) => protocol == CallProtocol.Rest
        ? kind switch
        {
            CallKind.Predict => "predict",
            CallKind.Classify => "classify",
            CallKind.Regress => "regress",
            _ => "",
        }
        : Api(kind);

    /// <summary>What a model is asked for.</summary>
    public static string Api(CallKind kind) => kind switch
    {
        CallKind.Predict => "Predict",
        CallKind.Classify => "Classify",
        CallKind.Regress => "Regress",
        CallKind.MultiInference => "MultiInference",
        _ => "",
    };

    /// <summary>Why a batch was run.</summary>
    public static string Of(BatchClosing closed) => closed switch
    {
        BatchClosing.Full => "full",
        BatchClosing.Timeout => "timeout",
        BatchClosing.Idle => "idle",
        BatchClosing.Retired => "retired",
        _ => "alone",
    };
}
