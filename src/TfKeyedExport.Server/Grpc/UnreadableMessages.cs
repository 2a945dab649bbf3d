using Microsoft.AspNetCore.Http.Features;

namespace TfKeyedExport.Server.Grpc;

/// <summary>Messages that are none of those that a method takes: gRPC tells of them as of any exception, though they are the client's doing.</summary>
internal static class UnreadableMessages
{
    private const string Status = "grpc-status", Message = "grpc-message";

    // Methods answer for their own errors: what else is thrown is thrown while the message is read.
    private const string Unknown = "2", ByHandler = "Exception was thrown by handler.";
    private const string InvalidArgument = "3", CannotBeRead = "the message cannot be read as what the method takes";

    /// <summary>Has a call answered, and says so in its answer.</summary>
    public static async Task Handle(HttpContext context, RequestDelegate next)
    {
        await next(context).ConfigureAwait(false);
        Explain(context.Response);
    }

    private static void Explain(HttpResponse response)
    {
        IHeaderDictionary? end = response.HasStarted ? response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers : response.Headers;
        if (end is null || end.IsReadOnly || end[Status] != Unknown || end[Message] != ByHandler)
            return;
        end[Status] = InvalidArgument;
        end[Message] = CannotBeRead;
    }
}
