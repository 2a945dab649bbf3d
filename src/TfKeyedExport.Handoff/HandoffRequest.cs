using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples.Examples;
using TfKeyedExport.Handoff.Manifests;
using TfKeyedExport.Handoff.Sizes;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Handoff;

/// <summary>What is to be handed over, where to, and how.</summary>
internal sealed record HandoffRequest
{
    /// <summary>The model's folder.</summary>
    public required string Model { get; init; }

    /// <summary>The folder to lay it out in; it need not be there.</summary>
    public required string Repository { get; init; }

    /// <summary>The name under which it is served; null takes its folder's.</summary>
    public string? Name { get; init; }

    /// <summary>The version; null takes the next.</summary>
    public long? Version { get; init; }

    /// <summary>The signature that is checked, measured and warmed up.</summary>
    public string Signature { get; init; } = ModelSignature.ServingDefault;

    /// <summary>The keys; null finds the inputs whose values come back.</summary>
    public IReadOnlyList<KeyPair>? Keys { get; init; }

    /// <summary>The server of the manifests.</summary>
    public ServerChoice Server { get; init; } = new(ServerKind.TensorFlowServing, ServerChoice.DefaultImage);

    /// <summary>Whether a model is handed over too that the check does not find safe.</summary>
    public bool AllowUnsafe { get; init; }

    /// <summary>The engine of the check.</summary>
    public required EngineChoice Engine { get; init; }

    /// <summary>Tells rounding from rows that mix.</summary>
    public required IEngine Invariant { get; init; }

    /// <summary>What is wanted of batch sizes, for a model; asked when the model is staged.</summary>
    public required Func<SavedModel, BatchWish> Sizes { get; init; }

    /// <summary>The rows of the check; null makes some.</summary>
    public Func<SavedModel, ExampleRows?> Examples { get; init; } = static _ => null;

    /// <summary>The rows of warm-up requests; null makes some.</summary>
    public Func<SavedModel, ExampleRows?> Warmup { get; init; } = static _ => null;

    /// <summary>How many sample rows a check makes; null leaves it to the check.</summary>
    public int? Rows { get; init; }

    /// <summary>Decides the sample rows.</summary>
    public long Seed { get; init; }

    /// <summary>The longest that the check goes on.</summary>
    public TimeSpan CheckDuration { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How the model's files are copied.</summary>
    public SaveOptions Save { get; init; } = new();
}
