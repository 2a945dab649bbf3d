using System.Buffers;
using TfKeyedExport.Server.Rest;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Metrics;

namespace TfKeyedExport.Server.Page;

/// <summary>What the page shows, as one document. It is made once for all who ask within a moment, so that many open pages cost what one costs.</summary>
/// <param name="server">The models.</param>
/// <param name="metrics">What is counted.</param>
internal sealed class StatusEndpoint(ModelServer server, ServerMetrics metrics)
{
    private const int Ok = 200;
    private const string Live = "?live";

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly long _started = server.Time.GetTimestamp();
    private readonly Made _whole = new(), _live = new();

    /// <summary>Answers a request.</summary>
    public void Answer(HttpContext context)
    {
        if (!PageEndpoint.IsRead(context, "the status is read by GET\n"u8))
            return;
        PageEndpoint.Protect(context.Response.Headers);
        Reply.Send(context, Ok, MediaTypes.Json, Document(isLive: RawTarget.Of(context.Request).EndsWith(Live, StringComparison.Ordinal)).Span);
    }

    private ReadOnlyMemory<byte> Document(bool isLive)
    {
        Made made = isLive ? _live : _whole;
        lock (_gate)
        {
            long now = server.Time.GetTimestamp();
            if (made.Text.IsEmpty || server.Time.GetElapsedTime(made.At, now) >= Fresh)
            {
                // Another one than before: that may still be on its way to somebody.
                var text = new ArrayBufferWriter<byte>();
                using (var document = new StatusDocument(text, metrics, isLive))
                    document.Write(server.Table.Models.Values, server.Time.GetUtcNow(), server.Time.GetElapsedTime(_started, now));
                (made.Text, made.At) = (text.WrittenMemory, now);
            }
            return made.Text;
        }
    }

    private sealed class Made
    {
        public ReadOnlyMemory<byte> Text { get; set; }

        public long At { get; set; }
    }
}
