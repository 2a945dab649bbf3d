using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>What two pages of metrics show of the runs between them.</summary>
/// <param name="before">The page before.</param>
/// <param name="after">The page after.</param>
internal sealed class MetricsDelta(MetricsPage before, MetricsPage after)
{
    private const string Sizes = "processed_batch_size";

    /// <summary>Holds what a case expects of runs; says what differs, or null.</summary>
    public string? Differs(JsonNode expect) =>
        (expect["model_runs"] is { } runs ? Same("runs of the model", runs.Number, Of("wrapped_run_count")) : null)
        ?? (expect["run_sizes"] is { } sizes ? RunSizes([.. sizes.Items.Select(i => i.Number)]) : null)
        ?? (expect["max_run_size"] is { } most ? MaxRunSize(most.Number) : null)
        ?? (expect["metrics_delta"]?.Members ?? []).Select(m => Same(m.Key, m.Value.Number, Of(m.Key))).FirstOrDefault(d => d is not null)
        ?? (expect["metrics_unchanged"]?.Items ?? []).Select(i => Same($"{i.Text}_count", 0, Of($"{i.Text}_count"))).FirstOrDefault(d => d is not null)
        ?? (expect["per_call_cost"] is { } costs ? Cost(costs, expect["run_cost"]) : null);

    private double Of(string name) => after.Sum(name) - before.Sum(name);

    private static string? Same(string what, double wanted, double got) => wanted == got ? null : $"{what}: {wanted} expected, came {got}";

    // A histogram does not tell sizes; but how many, their sum, and between which powers of two they are.
    private string? RunSizes(double[] wanted)
    {
        if ((Same("runs of the model", wanted.Length, Of($"{Sizes}_count")) ?? Same("rows of all runs", wanted.Sum(), Of($"{Sizes}_sum"))) is { } differs)
            return differs;
        IReadOnlyDictionary<double, double> was = before.Buckets(Sizes);
        return after.Buckets(Sizes)
            .Select(b => Same($"runs of at most {b.Key} rows", wanted.Count(s => s <= b.Key), b.Value - was.GetValueOrDefault(b.Key)))
            .FirstOrDefault(d => d is not null);
    }

    private string? MaxRunSize(double most)
    {
        double all = Of($"{Sizes}_count");
        if (all == 0)
            return "no runs of the model";
        IReadOnlyDictionary<double, double> was = before.Buckets(Sizes);
        double? within = after.Buckets(Sizes).Where(b => b.Key >= most).OrderBy(b => b.Key)
            .Select(b => (double?)(b.Value - was.GetValueOrDefault(b.Key))).FirstOrDefault();
        return within is { } small
            ? Same($"runs of at most {most} rows", all, small)
            : $"no {Sizes} among the metrics";
    }

    // A call's cost is its share of the runs that its rows were in; what all calls paid is what all runs cost.
    private string? Cost(JsonNode calls, JsonNode? run)
    {
        foreach ((string kind, JsonNode cost) in run?.Members ?? [])
        {
            double runs = calls.Items.Sum(c => c[kind]!.Number) / cost.Number;
            if (Same($"runs that cost {cost} each", runs, Of("wrapped_run_count")) is { } differs)
                return differs;
        }
        return run is null ? "the runner does not know per_call_cost without run_cost" : null;
    }
}
