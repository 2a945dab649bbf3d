using System.Globalization;
using TfKeyedExport.Benchmarking;
using TfKeyedExport.Formats.TextFormat;
using TfKeyedExport.Handoff.Sizes;
using TfKeyedExport.Text;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>Batching parameters: a version's own, which both servers read beside the model, and the common ones at the root.</summary>
internal static class BatchingText
{
    /// <summary>The file in a version's folder: its sizes. Threads are the server's, and stand in the common file.</summary>
    public static string OfVersion(string model, BatchPlan plan)
    {
        TextFormatWriter writer = new TextFormatWriter()
            .Comment($"How requests to this version of {model} are joined, where the server has --enable_per_model_batching_parameters.")
            .Comment(Figures(plan))
            .Comment("Each of these sizes is warmed up by assets.extra/tf_serving_warmup_requests.");
        return Sizes(writer, plan.Sizes, plan.Enqueued).ToString();
    }

    /// <summary>The file at the root.</summary>
    /// <param name="context">The repository.</param>
    /// <param name="model">The model that was handed over last.</param>
    /// <param name="plan">Its sizes.</param>
    public static string Common(RootContext context, string model, BatchPlan plan)
    {
        TextFormatWriter writer = new TextFormatWriter()
            .Comment("How requests are joined. The server takes from here how many batches run at a time; sizes stand in each version's own")
            .Comment("batching_params.pbtxt, since --enable_per_model_batching_parameters is on.");
        IReadOnlyList<int> sizes = Shared(context.Models);
        if (context.Models.Any(m => m.Sizes.Count == 0))
        {
            writer.Comment("Keep that flag: a model without such a file is not joined, and without the flag it would be. Those are:")
                .Comment(context.Models.Where(m => m.Sizes.Count == 0).Select(m => $"  {Visible.Of(m.Name)}"));
        }
        if (context.Models.Count(m => m.Sizes.Count > 0) > 1)
        {
            writer.Comment("Without that flag what follows holds for all models: the sizes of any of them, up to the least of their maxima. Then some")
                .Comment("that are allowed here were not warmed up there.")
                .Comment(context.Models.Where(m => m.Sizes.Count > 0).Select(m => $"  {Visible.Of(m.Name)}: {string.Join(", ", m.Sizes)}"));
        }
        writer.Comment($"{model}, handed over last:").Comment(Figures(plan)).Blank();
        Sizes(writer, sizes.Count > 0 ? sizes : plan.Sizes, plan.Enqueued).Blank()
            .Comment("As many as kubernetes.yaml asks processors for: raise both together.")
            .Wrapped("num_batch_threads", context.Processors)
            .Comment("The name under which metrics show these threads.")
            .Wrapped("thread_pool_name", "batch_threads");
        return writer.ToString();
    }

    /// <summary>Sizes for all: those of any model, up to the least of the maxima, so that no model gets more rows than it bears.</summary>
    public static IReadOnlyList<int> Shared(IReadOnlyList<ServedModel> models)
    {
        List<IReadOnlyList<int>> each = [.. models.Select(m => m.Sizes).Where(s => s.Count > 0)];
        if (each.Count == 0)
            return [];
        int least = each.Min(s => s[^1]);
        return [.. each.SelectMany(s => s).Where(s => s <= least).Distinct().Order()];
    }

    private static TextFormatWriter Sizes(TextFormatWriter writer, IReadOnlyList<int> sizes, int enqueued)
    {
        writer.Comment("The most rows of a batch, and of a request: TensorFlow Serving refuses larger ones.").Wrapped("max_batch_size", sizes[^1]);
        writer.Comment("A batch is filled up to the next of these.");
        foreach (int size in sizes)
            writer.Field("allowed_batch_sizes", size);
        return writer
            .Comment("Nobody waits for company: batches form of what comes while others run. More makes fuller batches and slower answers.")
            .Wrapped("batch_timeout_micros", 0)
            .Comment("What waits beyond this is refused (503), and comes again: about as much as one thread does in a second.")
            .Wrapped("max_enqueued_batches", enqueued);
    }

    private static IEnumerable<string> Figures(BatchPlan plan)
    {
        if (plan.Figures.Count == 0)
            return [$"sizes given by --batch-sizes; each was run once on {plan.Engine}"];
        string limit = plan.Latency is { } latency
            ? string.Create(CultureInfo.InvariantCulture, $", with a p99 within {latency.TotalMilliseconds:0.###} ms")
            : "";
        return
        [
            $"measured on {plan.Engine}{limit}; the fewest sizes that come within 10% of the best throughput are taken:",
            "   rows      p50 us      p99 us      rows/s",
            .. plan.Figures.Select(f => Line(f, plan.Sizes.Contains(f.BatchSize))),
        ];
    }

    private static string Line(BatchFigures figures, bool isTaken) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.BatchSize,7} {figures.P50,11:0.0} {figures.P99,11:0.0} {figures.RowsPerSecond,11:0}{(isTaken ? "  taken" : "")}");
}
