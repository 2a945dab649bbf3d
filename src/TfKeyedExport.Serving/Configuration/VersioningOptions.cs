namespace TfKeyedExport.Serving.Configuration;

/// <summary>How versions are found, loaded and taken away.</summary>
internal sealed record VersioningOptions
{
    /// <summary>How often folders are looked at; zero looks once, null never.</summary>
    public TimeSpan? FileSystemPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the file of models is read again; null never.</summary>
    public TimeSpan? ConfigPoll { get; init; }

    /// <summary>How many versions are loaded at a time once the server has started; 0 leaves it to the server.</summary>
    public int LoadThreads { get; init; }

    /// <summary>How many versions are taken away at a time; 0 leaves it to the server.</summary>
    public int UnloadThreads { get; init; }

    /// <summary>How often loading is tried again after it has failed.</summary>
    public int MaxLoadRetries { get; init; } = 5;

    /// <summary>How long it waits before that; zero does not wait.</summary>
    public TimeSpan LoadRetryInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a label may be given to a version that is not there yet.</summary>
    public bool AllowLabelsForUnavailable { get; init; }

    /// <summary>Whether a version is warmed up before it is served.</summary>
    public bool WarmUp { get; init; } = true;

    /// <summary>How often each request of a warm-up file is sent.</summary>
    public int WarmUpIterations { get; init; } = 1;
}
