namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>How a model is saved.</summary>
public sealed record SaveOptions
{
    /// <summary>How the variables get there.</summary>
    /// <value>The default is <see cref="VariableCopy.Auto"/>.</value>
    public VariableCopy Variables { get; init; } = VariableCopy.Auto;

    /// <summary>Whether a SavedModel that is already there is replaced, in one step.</summary>
    /// <value>The default is false: it is refused.</value>
    public bool Overwrite { get; init; }

    /// <summary>What the published model survives.</summary>
    /// <value>The default is <see cref="Durability.Process"/>.</value>
    public Durability Durability { get; init; } = Durability.Process;

    /// <summary>Told now and then how much is copied, on the calling thread.</summary>
    /// <value>The default is null: nobody.</value>
    public Action<SaveProgress>? Progress { get; init; }

    /// <summary>Stops a long copy; nothing is left behind.</summary>
    /// <value>The default is never.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The name by which staging folders are found again after a process was killed; null for the output's own.</summary>
    internal string? StagingName { get; init; }

    internal IFileOperations Files { get; init; } = SystemFileOperations.Instance;
}
