namespace TfKeyedExport.Serving.Versions;

/// <summary>How versions are watched and loaded.</summary>
internal sealed record VersionSettings
{
    /// <summary>How often folders are looked at.</summary>
    /// <value>Default 1 second; zero looks once, less never.</value>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether folders are not looked at by themselves again: what is not there yet has to be taken as it is.</summary>
    public bool LooksOnce => Poll <= TimeSpan.Zero;

    /// <summary>How often loading is tried again after it failed.</summary>
    /// <value>Default 5.</value>
    public int Retries { get; init; } = 5;

    /// <summary>How long to wait between tries.</summary>
    /// <value>Default 1 minute.</value>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Files that were left alone for so long are taken to be whole without a second look.</summary>
    /// <value>Default 2 seconds.</value>
    public TimeSpan Settled { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many versions are loaded at once.</summary>
    /// <value>Default the number of processors.</value>
    public int LoadThreads { get; init; } = Environment.ProcessorCount;
}
