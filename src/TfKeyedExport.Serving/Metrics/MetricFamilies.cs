namespace TfKeyedExport.Serving.Metrics;

/// <summary>All metrics, by their names.</summary>
internal sealed class MetricFamilies
{
    /// <summary>Declares them; nothing was counted yet.</summary>
    /// <param name="ofOwn">Those of ours that are looked up when somebody asks.</param>
    public MetricFamilies(params IReadOnlyList<ComputedFamily> ofOwn) => All = [.. TensorFlowServing.All, .. Own.All, .. ofOwn];

    /// <summary>Those that TensorFlow Serving has as well.</summary>
    public TensorFlowServingFamilies TensorFlowServing { get; } = new();

    /// <summary>Those that are ours.</summary>
    public OwnFamilies Own { get; } = new();

    /// <summary>All of them, in the order in which they are shown.</summary>
    public IReadOnlyList<Family> All { get; }
}
