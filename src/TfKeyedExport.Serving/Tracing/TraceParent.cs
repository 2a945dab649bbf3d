using System.Diagnostics;

namespace TfKeyedExport.Serving.Tracing;

/// <summary>
/// The trace that a client says its call belongs to (W3C Trace Context). Headers are text of strangers: what has another form is passed over.
/// </summary>
internal static class TraceParent
{
    private const int Length = 55, LongestParent = 256, LongestState = 512;
    private const int AfterVersion = 2, AfterTrace = 35, AfterSpan = 52;

    /// <summary>Reads the headers.</summary>
    /// <param name="parent"><c>traceparent</c>; null if there is none, or more than one.</param>
    /// <param name="state"><c>tracestate</c>; left out if it is longer than has to be carried on.</param>
    /// <returns>The default if the headers name none.</returns>
    public static ActivityContext Read(string? parent, string? state)
    {
        if (parent is null || parent.Length is < Length or > LongestParent)
            return default;
        // Later versions may have more, behind one more hyphen.
        if (parent.Length > Length && (parent.StartsWith("00", StringComparison.Ordinal) || parent[Length] != '-'))
            return default;
        if (parent.StartsWith("ff", StringComparison.Ordinal) || parent[AfterVersion] != '-' || parent[AfterTrace] != '-' || parent[AfterSpan] != '-')
            return default;
        string known = parent[..Length];
        bool isHex = known.AsSpan().IndexOfAnyExcept("0123456789abcdef-") < 0;
        return isHex && ActivityContext.TryParse(known, StateOf(state), isRemote: true, out ActivityContext context) ? context : default;
    }

    private static string? StateOf(string? state) =>
        state is { Length: > 0 and <= LongestState } && state.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? state : null;
}
