namespace TfKeyedExport.Load.Calls;

/// <summary>What became of a request.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>It was answered.</summary>
    /// <param name="Keys">The keys that came back.</param>
    /// <param name="Weights">The answers that came back.</param>
    /// <param name="Version">The version that answered, where that is told.</param>
    internal sealed record Rows(IReadOnlyList<string> Keys, IReadOnlyList<float> Weights, long? Version) : Answer;

    /// <summary>It was turned away by the rules: too much waits, and the server says when to come again.</summary>
    internal sealed record Refused : Answer;

    /// <summary>The version is not there.</summary>
    internal sealed record Absent : Answer;

    /// <summary>Something that must not be.</summary>
    internal sealed record Lost(string Reason) : Answer;
}
