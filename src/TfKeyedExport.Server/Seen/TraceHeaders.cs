using System.Diagnostics;
using Microsoft.Extensions.Primitives;
using TfKeyedExport.Serving.Tracing;

namespace TfKeyedExport.Server.Seen;

/// <summary>The trace that a request's headers name. gRPC's metadata are headers too.</summary>
internal static class TraceHeaders
{
    /// <summary>The trace; the default if they name none, or two.</summary>
    public static ActivityContext Of(IHeaderDictionary headers)
    {
        StringValues state = headers.TraceState;
        // Its parts may come in several headers, which are one list.
        string? list = state.Count > 1 ? string.Join(',', (string?[])state!) : state;
        return headers.TraceParent is [var parent] ? TraceParent.Read(parent, list) : default;
    }
}
