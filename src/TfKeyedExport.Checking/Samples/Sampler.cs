using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Checking.Samples.Hints;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes sample rows for a signature.</summary>
internal sealed class Sampler(SavedModel model, IReadOnlyList<string>? tags, Subject subject, BatchLayout layout, long seed)
{
    private const int MaxRowBytes = 64 << 20;

    /// <summary>Makes rows, or takes the ones that were given.</summary>
    /// <exception cref="TfKeyedException">The given rows lack an input or do not fit it.</exception>
    public SampleSet Make(int rows, ExampleRows? examples)
    {
        IReadOnlyDictionary<string, InputHints> hints = examples is null ? HintFinder.Find(model, tags, subject) : new Dictionary<string, InputHints>();
        int given = examples?.Count ?? 0;
        examples = examples?.Take(rows, subject.Signature.Inputs.Where((_, i) => layout.Batched[i]).Select(i => i.Name).ToHashSet(StringComparer.Ordinal));
        int count = examples?.Count ?? rows;
        var dice = new Dice(seed);
        IReadOnlyList<SignatureArgument> inputs = subject.Signature.Inputs;
        var columns = new Tensor[inputs.Count];
        int keys = 0;
        for (int i = 0; i < columns.Length; i++)
        {
            SignatureArgument input = inputs[i];
            if (examples is not null && examples.Columns.TryGetValue(input.Name, out Tensor? column))
                columns[i] = Fitting(input, column, layout.Batched[i], count);
            else if (subject.IsLabelInput(i))
                columns[i] = KeyValues.Distinct(input, count, 100 * keys++);
            else if (input.Default is not null && (examples is not null || !layout.Batched[i]))
                columns[i] = layout.Batched[i] ? Repeated(input, count) : input.Default;
            else if (examples is not null)
                throw TfKeyedException.Unreadable($"the examples lack the input '{input.Name}'", null, $"the signature takes {string.Join("; ", inputs)}");
            else
                columns[i] = Column(input, layout.Batched[i] ? count : null, hints.GetValueOrDefault(input.Name) ?? new InputHints(), dice);
        }
        return new SampleSet(new Pool(layout, columns, count), Remarks(hints, examples, given));
    }

    private static Tensor Column(SignatureArgument input, int? rows, InputHints hints, Dice dice)
    {
        TensorShape shape = ColumnShape.Of(input, rows);
        long bytes = checked(shape.ElementCount() * Math.Max(16, input.Type.Size()));
        if (bytes > MaxRowBytes * (long)(rows ?? 1))
        {
            throw TfKeyedException.Unreadable(
                $"a row of {input} would take {bytes / (rows ?? 1):N0} bytes", null, "give smaller rows with --examples FILE");
        }
        return ColumnSampler.Make(input, shape, rows is not null, hints, dice);
    }

    private static Tensor Fitting(SignatureArgument input, Tensor given, bool batched, int count)
    {
        bool fits = given.Type == input.Type && (!batched || (given.Shape.Rank > 0 && given.Shape[0] == count))
            && (batched && input.Shape.HasRank ? given.Shape.Rank == input.Shape.Rank && given.Shape.Fits(input.Shape.WithBatch(-1)) : given.Shape.Fits(input.Shape));
        return fits ? given : throw TfKeyedException.Unreadable($"the examples' {given} does not fit the input {input}");
    }

    private static Tensor Repeated(SignatureArgument input, int count) =>
        input.Default!.Shape is { Rank: > 0 } shape && shape[0] > 0 ? input.Default.Gather(new int[count]) : ColumnSampler.Make(
            input, ColumnShape.Of(input, count), true, new InputHints(), new Dice(0));

    private static IReadOnlyList<string> Remarks(IReadOnlyDictionary<string, InputHints> hints, ExampleRows? examples, int given)
    {
        if (examples is not null)
        {
            string taken = examples.Count == given ? $"the rows are the {given} given examples" : $"the rows are {examples.Count} of the {given} given examples, evenly spread";
            return examples.LeftOut.Count == 0 ? [taken] : [taken, $"columns of the examples that are no inputs were left out: {string.Join(", ", examples.LeftOut)}"];
        }
        var known = hints.Where(h => !h.Value.IsEmpty).Select(h => $"{h.Key} ({Describe(h.Value)})").Order(StringComparer.Ordinal).ToList();
        return known.Count == 0 ? [] : [$"sample values come from the model itself: {string.Join(", ", known)}"];
    }

    private static string Describe(InputHints hints)
    {
        var parts = new List<string>();
        if (hints.Example is { } example)
            parts.Add($"tf.Examples with {example.Features.Count} features");
        if (hints.Words.Count > 0)
            parts.Add($"{hints.Words.Count} words of its vocabulary");
        if (hints.Ids.Count > 0)
            parts.Add($"{hints.Ids.Count} ids of its tables");
        if (hints.Boundaries.Count > 0)
            parts.Add($"{hints.Boundaries.Count} bucket boundaries");
        if (hints.IndexBound is { } bound)
            parts.Add($"indices below {bound}");
        return string.Join(", ", parts);
    }
}
