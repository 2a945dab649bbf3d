using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes rows that are ordinary but for one input, which has an odd value there.</summary>
internal sealed class OddRows(Subject subject, BatchLayout layout, GraphHints hints, HuntFocus focus, Dice dice)
{
    private const int RowsTogether = 32;

    private static readonly int[] PartCounts = [6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 20, 33, 40, 65];

    private IReadOnlyList<SignatureArgument> Inputs => subject.Signature.Inputs;

    /// <summary>Makes odd rows.</summary>
    /// <param name="ordinary">The rows to make them of.</param>
    /// <param name="most">How many there may be: those come first that the model compares with something, and each input has its turn.</param>
    public IReadOnlyList<OddRow> Make(Pool ordinary, int most)
    {
        var waiting = new List<(int Urgency, int Turn, int Input, Maker Maker)>();
        for (int input = 0; input < Inputs.Count; input++)
        {
            int early = focus.Inputs.Contains(Inputs[input].Name) ? -1 : 0, at = input, turn = 0;
            foreach (Maker maker in Makers(input))
                waiting.Add((maker.Urgency + early, turn++, at, maker));
        }
        var rows = new List<OddRow>();
        // Within an urgency, inputs take turns, and so that no kind of value is always last, so do the kinds if there are too many.
        foreach (int urgency in waiting.Select(w => w.Urgency).Distinct().Order())
        {
            var turns = waiting.Where(w => w.Urgency == urgency).OrderBy(w => w.Turn).ThenBy(w => w.Input).ToList();
            int room = most - rows.Count;
            int step = room <= 0 ? turns.Count + 1 : Math.Max(1, (turns.Count + room - 1) / room);
            for (int i = 0; i < turns.Count && rows.Count < most; i += step)
            {
                Maker maker = turns[i].Maker;
                if (maker.Make(ordinary.Keep([dice.Next(ordinary.Count)])) is { } row)
                    rows.Add(new OddRow(row, maker.Urgency <= 0, maker.IsBoundless) { IsNoNumber = maker.IsNoNumber });
            }
        }
        rows.AddRange(Together(ordinary));
        // What is no number may stay in what a model keeps, and hide there what large ones do.
        return [.. rows.OrderBy(r => r.IsBoundless).ThenBy(r => r.IsNoNumber)];
    }

    /// <summary>Rows with values that the model compares with something, of the same sizes as ordinary ones: both can stand in one batch.</summary>
    /// <param name="ordinary">The rows to make them of.</param>
    /// <param name="most">How many odd rows to choose from.</param>
    public IEnumerable<Pool> Compared(Pool ordinary, int most) =>
        Make(ordinary, most).Where(r => r is { IsCompared: true, IsBoundless: false, IsNoNumber: false }).Select(r => r.Row).Where(r => IsLike(ordinary, r));

    private static bool IsLike(Pool some, Pool other) => Enumerable.Range(0, some.Columns.Count).All(i =>
        !some.Layout.Batched[i] || (some.Columns[i].Shape.Rank > 0 && some.Columns[i].SameRowShape(other.Columns[i])));

    // Conditions of several inputs may have to hold at once: in each of these rows, all inputs have values that the model compares with.
    private IEnumerable<OddRow> Together(Pool ordinary)
    {
        Maker[][] compared = [.. Enumerable.Range(0, Inputs.Count).Select(i => Makers(i).Where(m => m.Urgency <= 0 && !m.IsBoundless).ToArray())
            .Where(makers => makers.Length > 0)];
        for (int i = 0; i < (compared.Length > 1 ? RowsTogether : 0); i++)
        {
            Pool? row = ordinary.Keep([dice.Next(ordinary.Count)]);
            foreach (Maker[] makers in compared)
                row = row is null ? null : makers[dice.Next(makers.Length)].Make(row);
            if (row is not null)
                yield return new OddRow(row, true, false);
        }
    }

    private IEnumerable<Maker> Makers(int input)
    {
        if (subject.IsLabelInput(input) || layout.Ragged.Any(r => r.Splits.Contains(input)))
            return [];
        RaggedInput? ragged = layout.Ragged.FirstOrDefault(r => r.Values == input);
        if (!layout.Batched[input] && ragged is null)
            return [];
        IEnumerable<Maker> values = Recipes(Inputs[input]).Select(recipe => new Maker(
            recipe.Urgency,
            row => row.Columns[input].Count == 0 ? null : row.With(input, recipe.Change(row.Columns[input], dice)),
            recipe.IsBoundless,
            recipe.IsNoNumber));
        return ragged is null ? values : Lengths(ragged).Concat(values);
    }

    private sealed record Maker(int Urgency, Func<Pool, Pool?> Make, bool IsBoundless = false, bool IsNoNumber = false);

    /// <summary>The recipes for an input, whatever its shape.</summary>
    public IEnumerable<OddRecipe> Recipes(SignatureArgument input) => input.Type == DataType.String
        ? OddTexts.Recipes(hints.Of(input.Name))
        : input.Type.Size() == 0 ? []
        : OddNumbers.Recipes(input.Type, hints.Of(input.Name), [.. focus.Inputs.Contains(input.Name) ? focus.Numbers : [], .. hints.Stored]);

    private IEnumerable<Maker> Lengths(RaggedInput ragged)
    {
        IEnumerable<long> compared = ragged.Splits.SelectMany(s => hints.Of(Inputs[s].Name).Compared).Select(c => (long)c)
            .Concat(hints.Sizes.Sizes).Concat(hints.Sizes.Counts).SelectMany(c => (long[])[c - 1, c, c + 1]);
        foreach (int length in compared.Where(c => c is > 5 and <= 300).Select(c => (int)c).Distinct().Take(24).Concat(PartCounts))
            yield return new Maker(0, row => Long(row, ragged, length));
    }

    private Pool Long(Pool row, RaggedInput ragged, int length)
    {
        Tensor[] columns = [.. row.Columns];
        int parts = 1;
        for (int level = 0; level < ragged.Splits.Count; level++)
        {
            int input = ragged.Splits[level], each = level == 0 ? length : 2;
            columns[input] = RaggedInput.OfEnds(Inputs[input].Type, [.. Enumerable.Range(0, parts + 1).Select(i => (long)i * each)]);
            parts *= each;
        }
        columns[ragged.Values] = Sampler.Column(Inputs[ragged.Values], parts, hints.Inputs, new ColumnSampler(dice, 0));
        return new Pool(layout, columns, 1);
    }
}

/// <summary>An odd row.</summary>
/// <param name="Row">The row, in a pool of its own.</param>
/// <param name="IsCompared">Whether its value is one that the model compares with.</param>
/// <param name="IsBoundless">Whether its value is no number, or so large that what is computed of it may be none.</param>
internal sealed record OddRow(Pool Row, bool IsCompared, bool IsBoundless)
{
    /// <summary>Whether its value is no number, or infinite.</summary>
    public bool IsNoNumber { get; init; }
}
