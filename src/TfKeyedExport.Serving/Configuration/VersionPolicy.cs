namespace TfKeyedExport.Serving.Configuration;

/// <summary>Which of a model's version folders are served.</summary>
internal abstract record VersionPolicy
{
    private VersionPolicy()
    {
    }

    /// <summary>What a model has of which nothing is said: its highest version.</summary>
    public static VersionPolicy Default { get; } = new Latest(1);

    /// <summary>The highest versions.</summary>
    public sealed record Latest : VersionPolicy
    {
        /// <summary>Makes a policy.</summary>
        /// <param name="count">How many; 0 counts as 1.</param>
        public Latest(uint count) => Count = (int)Math.Clamp(count, 1, int.MaxValue);

        /// <summary>How many, at least 1.</summary>
        public int Count { get; }
    }

    /// <summary>Every version that is there.</summary>
    public sealed record All : VersionPolicy;

    /// <summary>These and no others.</summary>
    /// <param name="Versions">The versions, ascending, each once; none serves nothing.</param>
    public sealed record Specific(Sequence<long> Versions) : VersionPolicy;
}
