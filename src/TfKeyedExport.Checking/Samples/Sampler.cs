using TfKeyedExport.Checking.Samples.Examples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes sample rows for a signature.</summary>
/// <param name="findHints">What is known of its inputs; asked for once.</param>
/// <param name="subject">The signature and its keys.</param>
/// <param name="layout">How its inputs are cut into rows.</param>
/// <param name="seed">Decides the rows.</param>
internal sealed class Sampler(Func<GraphHints> findHints, Subject subject, BatchLayout layout, long seed)
{
    /// <summary>Makes one that reads what is known off the model's graph.</summary>
    public Sampler(ModelGraphs graphs, Subject subject, BatchLayout layout, long seed)
        : this(() => HintFinder.FindAll(graphs, subject.Signature), subject, layout, seed)
    {
    }

    private const int MaxRowBytes = 64 << 20;
    private const int WidestSpread = 3;

    /// <summary>Whether now and then a row holds numbers at an edge, which are far from the others.</summary>
    public bool HasEdges { get; init; } = true;

    /// <summary>What the graph tells of what to try.</summary>
    public GraphHints Hints => field ??= findHints();

    /// <summary>Makes rows, or takes the ones that were given.</summary>
    /// <exception cref="TfKeyedException">The given rows lack an input or do not fit it.</exception>
    public SampleSet Make(int rows, ExampleRows? examples)
    {
        IReadOnlyDictionary<string, InputHints> hints = examples is null ? Hints.Inputs : new Dictionary<string, InputHints>();
        int given = examples?.Count ?? 0;
        if (examples is not null && layout.Ragged is [var first, ..])
        {
            throw TfKeyedException.Refused(
                $"rows of the ragged input '{subject.Signature.Inputs[first.Values].Name}' cannot be given, only made up",
                $"signature {subject.Signature.Name}", "leave --examples out");
        }
        examples = examples?.Take(rows, subject.Signature.Inputs.Where((_, i) => layout.Batched[i]).Select(i => i.Name).ToHashSet(StringComparer.Ordinal));
        int count = examples?.Count ?? rows;
        var dice = new Dice(seed);
        IReadOnlyList<SignatureArgument> inputs = subject.Signature.Inputs;
        var columns = new Tensor[inputs.Count];
        int keys = 0;
        var made = new List<int>();
        for (int i = 0; i < columns.Length; i++)
        {
            SignatureArgument input = inputs[i];
            if (layout.Ragged.Any(r => r.Has(i)))
                continue;
            if (examples is not null && examples.Columns.TryGetValue(input.Name, out Tensor? column))
                columns[i] = Fitting(input, column, layout.Batched[i], count);
            else if (IsAnyKey(i, hints))
                columns[i] = KeyValues.Distinct(input, count, 100 * keys++);
            else if (input.Default is not null && (examples is not null || !layout.Batched[i]))
                columns[i] = layout.Batched[i] ? Repeated(input, count) : input.Default;
            else if (examples is not null)
                throw TfKeyedException.Unreadable($"the examples lack the input '{input.Name}'", null, $"the signature takes {string.Join("; ", inputs)}");
            else
            {
                columns[i] = Column(input, layout.Batched[i] ? count : null, hints, new ColumnSampler(dice, 0) { HasEdges = HasEdges });
                made.Add(i);
            }
        }
        foreach (RaggedInput ragged in layout.Ragged)
            RaggedSampler.Fill(columns, ragged, subject.Signature, count, hints, dice);
        MakeDistinct(columns, [.. made.Where(i => layout.Batched[i])], count, hints, dice);
        return new SampleSet(new Pool(layout, columns, count), Remarks(hints, examples, given));
    }

    /// <summary>How many inputs have inner sizes that may be any.</summary>
    public int OpenInputs => Enumerable.Range(0, subject.Signature.Inputs.Count).Count(IsOpen);

    private bool IsOpen(int i) => subject.Signature.Inputs[i] is var input && layout.Batched[i] && !subject.IsLabelInput(i) && input.Shape.HasRank
        && Enumerable.Range(1, Math.Max(0, input.Shape.Rank - 1)).Any(d => input.Shape[d] < 0 && !Hints.Of(input.Name).Sizes.ContainsKey(d));

    /// <summary>Makes other rows than the sample's; null if they would be too large.</summary>
    /// <param name="like">Rows that the model takes: what is no part of a batch stays theirs.</param>
    /// <param name="rows">How many.</param>
    /// <param name="spread">How much wider than usual to choose.</param>
    /// <param name="open">The size of what nobody asks a size of; null for the usual one.</param>
    /// <param name="second">That size in every second input; null for the same in all.</param>
    public Pool? Other(Pool like, int rows, int spread, int? open, int? second = null)
    {
        int turn = 0;
        var dice = new Dice(seed + (1000L * (1 + spread)) + (100_000L * (open ?? 0)));
        Tensor[] columns = [.. like.Columns];
        try
        {
            for (int i = 0; i < columns.Length; i++)
            {
                SignatureArgument input = subject.Signature.Inputs[i];
                if (!layout.Batched[i])
                    continue;
                columns[i] = IsAnyKey(i, Hints.Inputs)
                    ? KeyValues.Distinct(input, rows, 0)
                    : Column(
                        input, rows, Hints.Inputs, new ColumnSampler(dice, Math.Min(spread, Hints.Of(input.Name).IsSize ? 0 : spread)),
                        IsOpen(i) && turn++ % 2 == 1 ? second ?? open : open);
            }
            foreach (RaggedInput ragged in layout.Ragged)
                RaggedSampler.Fill(columns, ragged, subject.Signature, rows, Hints.Inputs, dice);
        }
        catch (TfKeyedException)
        {
            return null;
        }
        return new Pool(layout, columns, rows);
    }

    // Of what happens to a key on its way the graph may tell which values it can have.
    private bool IsAnyKey(int input, IReadOnlyDictionary<string, InputHints> hints) =>
        subject.IsFreeInput(input) || (subject.IsLabelInput(input) && hints.GetValueOrDefault(subject.Signature.Inputs[input].Name) is not { IsEmpty: false });

    /// <summary>Chooses again, and wider, where a row came out as another one did: as long as the values allow rows that differ.</summary>
    private void MakeDistinct(Tensor[] columns, int[] made, int count, IReadOnlyDictionary<string, InputHints> hints, Dice dice)
    {
        for (int spread = 1; spread <= WidestSpread && made.Length > 0; spread++)
        {
            int[] twins = DistinctRows.Twins([.. columns.Where((_, i) => layout.Batched[i] && !IsAnyKey(i, hints))], count);
            if (twins.Length == 0)
                return;
            foreach (int i in made)
            {
                var sampler = new ColumnSampler(dice, spread) { HasEdges = HasEdges };
                columns[i] = DistinctRows.Replace(columns[i], twins, Column(subject.Signature.Inputs[i], twins.Length, hints, sampler));
            }
        }
    }

    internal static Tensor Column(
        SignatureArgument input, int? rows, IReadOnlyDictionary<string, InputHints> known, ColumnSampler sampler, int? open = null)
    {
        InputHints hints = known.GetValueOrDefault(input.Name) ?? new InputHints();
        TensorShape shape = ColumnShape.Of(input, rows, hints, open);
        // Sizes are a model's claim: their product may be beyond any whole number.
        double bytes = Math.Max(16, input.Type.Size());
        foreach (long size in shape.Dimensions)
            bytes *= size;
        if (bytes > Math.Min(MaxRowBytes * (double)(rows ?? 1), Array.MaxLength))
        {
            throw TfKeyedException.Unreadable(
                $"a row of {input} would take {bytes / (rows ?? 1):N0} bytes", null, "give smaller rows with --examples FILE");
        }
        return sampler.Make(input, shape, rows is not null, hints);
    }

    private static Tensor Fitting(SignatureArgument input, Tensor given, bool batched, int count)
    {
        bool hasRows = !batched || (given.Shape.Rank > 0 && given.Shape[0] == count);
        // Of a batch that is declared with another size, any number of rows is taken.
        bool hasShape = batched && input.Shape.HasRank
            ? given.Shape.Rank == input.Shape.Rank && given.Shape.Fits(input.Shape.WithBatch(-1))
            : given.Shape.Fits(input.Shape);
        return given.Type == input.Type && hasRows && hasShape
            ? given
            : throw TfKeyedException.Unreadable($"the examples' {given} does not fit the input {input}");
    }

    private static Tensor Repeated(SignatureArgument input, int count) =>
        input.Default!.Shape is { Rank: > 0 } shape && shape[0] > 0 ? input.Default.Gather(new int[count]) : new ColumnSampler(new Dice(0), 0).Make(
            input, ColumnShape.Of(input, count, new InputHints()), true, new InputHints());

    private IReadOnlyList<string> Remarks(IReadOnlyDictionary<string, InputHints> hints, ExampleRows? examples, int given)
    {
        if (examples is not null)
        {
            string taken = examples.Count == given
                ? $"the rows are the {given} given examples"
                : $"the rows are {examples.Count} of the {given} given examples, evenly spread";
            return examples.LeftOut.Count == 0
                ? [taken]
                : [taken, $"columns of the examples that are no inputs were left out: {string.Join(", ", examples.LeftOut)}"];
        }
        var known = hints.Where(h => !h.Value.IsEmpty).Select(h => $"{h.Key} ({Describe(h.Value)})").Order(StringComparer.Ordinal).ToList();
        var cut = layout.Ragged.Select(r => subject.Signature.Inputs[r.Values].Name).ToList();
        List<string> remarks = cut.Count == 0
            ? []
            : [$"a row is a part of {string.Join(" and of ", cut)} (ragged): requests were put together of the parts, of several lengths and of none"];
        return known.Count == 0 ? remarks : [.. remarks, $"sample values come from the model itself: {string.Join(", ", known)}"];
    }

    private static string Describe(TextForm form) => form switch
    {
        TextForm.Number => "numbers as text",
        TextForm.Csv csv => $"records of {csv.Columns.Count} columns",
        TextForm.Base64 { Content: { IsEmpty: false, Form: not TextForm.Base64 } content } => $"in Base64 {Describe(content)}",
        TextForm.Base64 => "Base64",
        TextForm.Json { Content.Example: not null } json => $"as JSON {Describe(json.Content)}",
        TextForm.Json => "tf.Examples as JSON",
        _ => "images as PNG",
    };

    private static string Describe(InputHints hints)
    {
        var parts = new List<string>();
        if (hints.Example is { } example)
            parts.Add(example.Sequences is { } steps
                ? $"tf.SequenceExamples with {example.Features.Count} features and {steps.Count} of their steps"
                : $"tf.Examples with {example.Features.Count} features");
        if (hints.Words.Count > 0)
            parts.Add($"{hints.Words.Count} words of its vocabulary");
        if (hints.Ids.Count > 0)
            parts.Add($"{hints.Ids.Count} ids of its tables");
        if (hints.Boundaries.Count > 0)
            parts.Add($"{hints.Boundaries.Count} bucket boundaries");
        if (!hints.Range.IsEmpty)
            parts.Add(hints.Range.ToString());
        if (hints.Multiple is var (divisor, remainder))
            parts.Add(remainder == 0 ? $"multiples of {divisor}" : $"numbers that leave {remainder} when divided by {divisor}");
        if (hints.Form is { } form)
            parts.Add(Describe(form));
        return string.Join(", ", parts);
    }
}
