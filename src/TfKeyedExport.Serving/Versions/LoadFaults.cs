using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Versions;

/// <summary>What a version's status says when it could not be loaded. It is read by operators, so it names places and what to do.</summary>
internal static class LoadFaults
{
    /// <summary>The code and the text.</summary>
    public static ServingFault Of(Exception error) => error switch
    {
        ServingFault fault => fault,
        TfKeyedException e => new ServingFault(CodeOf(e), e.Message, e),
        OperationCanceledException => new ServingFault(Code.Cancelled, "loading was cancelled", error),
        _ => new ServingFault(Code.Internal, $"{error.GetType().Name}: {error.Message}", error),
    };

    private static Code CodeOf(TfKeyedException error) => error.Kind switch
    {
        ErrorKind.Limit => Code.ResourceExhausted,
        ErrorKind.Engine when error.Side == ErrorSide.Model => Code.Unimplemented,
        ErrorKind.Refused or ErrorKind.Forbidden => Code.FailedPrecondition,
        _ when error.Side == ErrorSide.Host => Code.Unavailable,
        _ => Code.InvalidArgument,
    };
}
