using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Faults;

/// <summary>Which canonical code an error has, and which HTTP status a code.</summary>
internal static class FaultCodes
{
    private const int ClientClosedRequest = 499;

    /// <summary>The HTTP status with which TensorFlow Serving answers a code.</summary>
    public static int ToHttp(Code code) => code switch
    {
        Code.Ok => 200,
        Code.Cancelled => ClientClosedRequest,
        Code.InvalidArgument or Code.FailedPrecondition or Code.OutOfRange => 400,
        Code.DeadlineExceeded => 504,
        Code.NotFound => 404,
        Code.AlreadyExists or Code.Aborted => 409,
        Code.PermissionDenied => 403,
        Code.Unauthenticated => 401,
        Code.ResourceExhausted => 429,
        Code.Unimplemented => 501,
        Code.Unavailable => 503,
        _ => 500,
    };

    /// <summary>A code's name, as metrics and status documents spell it.</summary>
    public static string Name(Code code) => code switch
    {
        Code.Ok => "OK",
        Code.Cancelled => "CANCELLED",
        Code.Unknown => "UNKNOWN",
        Code.InvalidArgument => "INVALID_ARGUMENT",
        Code.DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code.NotFound => "NOT_FOUND",
        Code.AlreadyExists => "ALREADY_EXISTS",
        Code.PermissionDenied => "PERMISSION_DENIED",
        Code.ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code.FailedPrecondition => "FAILED_PRECONDITION",
        Code.Aborted => "ABORTED",
        Code.OutOfRange => "OUT_OF_RANGE",
        Code.Unimplemented => "UNIMPLEMENTED",
        Code.Internal => "INTERNAL",
        Code.Unavailable => "UNAVAILABLE",
        Code.DataLoss => "DATA_LOSS",
        Code.Unauthenticated => "UNAUTHENTICATED",
        _ => "UNKNOWN",
    };

    /// <summary>The fault that an error of the libraries below is to a client.</summary>
    public static ServingFault Of(Exception error) => error switch
    {
        ServingFault fault => fault,
        UnimplementedException e => new ServingFault(Code.Unimplemented, e.What, e),
        TfKeyedException e => new ServingFault(CodeOf(e), Text(e), e),
        OperationCanceledException e => new ServingFault(Code.Cancelled, "the call was cancelled", e),
        // What went wrong inside is no business of a client's: it stands in the log.
        _ => new ServingFault(Code.Internal, "an internal error; the server's log has more", error),
    };

    private static Code CodeOf(TfKeyedException error) => (error.Kind, error.Side) switch
    {
        (ErrorKind.Limit, _) => error is TimeLimitException ? Code.DeadlineExceeded : Code.ResourceExhausted,
        (ErrorKind.Usage or ErrorKind.Unreadable, ErrorSide.Request) => Code.InvalidArgument,
        (ErrorKind.Engine, ErrorSide.Request) => Code.InvalidArgument,
        (ErrorKind.Refused or ErrorKind.Forbidden, _) => Code.FailedPrecondition,
        (_, ErrorSide.Host) => Code.Unavailable,
        (_, ErrorSide.Request) => Code.InvalidArgument,
        _ => Code.Internal,
    };

    // Where it happened is told of requests and models, never of the server's files.
    private static string Text(TfKeyedException error) => error.Side == ErrorSide.Request && error.Where is { } where && !where.Contains('/')
        ? $"{where}: {error.What}"
        : error.What;
}
