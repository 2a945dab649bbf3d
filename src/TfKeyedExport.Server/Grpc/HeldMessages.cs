using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Log;

namespace TfKeyedExport.Server.Grpc;

/// <summary>Counts what messages hold, from the first bytes of a call's until it is answered; where there is no room, the call ends.</summary>
/// <param name="memory">What all clients hold.</param>
/// <param name="limits">How fast they have to come.</param>
/// <param name="time">The clock.</param>
/// <param name="defects">Where errors are noted that no client is told.</param>
internal sealed class HeldMessages(HeldMemory memory, LimitOptions limits, TimeProvider time, Defects defects)
{
    private const string Packing = "grpc-encoding", NotPacked = "identity";

    /// <summary>Has a call answered.</summary>
    public async Task Handle(HttpContext context, RequestDelegate next)
    {
        using HeldMemory.Body held = memory.Begin();
        context.Features.Set(held);
        using var reader = new HeldReader(context.Request.BodyReader, held, () => SlowClient.OfBody(limits, time, context.RequestAborted), defects);
        context.Features.Set<IRequestBodyPipeFeature>(reader);
        await next(context).ConfigureAwait(false);
    }

    /// <summary>A call's message was read; if it came packed, it holds more than was sent.</summary>
    /// <exception cref="Serving.Faults.ServingFault">There is no room for it.</exception>
    public static void WasRead(HttpContext context, IMessage message)
    {
        if (context.Request.Headers[Packing] is [{ } packing, ..] && packing != NotPacked)
            context.Features.Get<HeldMemory.Body>()?.Grow(message.CalculateSize());
    }
}
