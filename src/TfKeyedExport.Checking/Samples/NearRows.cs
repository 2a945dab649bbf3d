using System.Text;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes rows that are nearly other ones: a model that takes them for equal shows it when both are in one batch.</summary>
internal sealed class NearRows(Subject subject, BatchLayout layout, GraphHints hints, Dice dice)
{
    private const int MostModuli = 12;
    private const int MostJoined = 4;

    private static readonly string[] Separators = ["_", "", " ", "-", "|", ",", ":", "/"];

    // From there on, floating-point numbers of four and of eight bytes pass over whole numbers.
    private static readonly double[] Coarse = [1 << 24, (1 << 24) + 1, 1L << 53, (1L << 53) + 1];

    /// <summary>Makes rows like one row.</summary>
    /// <param name="row">The row, in a pool of its own.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<Pool> Make(Pool row, int most)
    {
        var near = new List<Pool>();
        List<List<Func<Tensor, Tensor>>> changes = [];
        List<int> inputs = [];
        for (int i = 0; i < subject.Signature.Inputs.Count; i++)
        {
            if (!layout.Batched[i] || subject.IsLabelInput(i) || row.Columns[i].Count == 0)
                continue;
            inputs.Add(i);
            changes.Add([.. Changes(subject.Signature.Inputs[i])]);
        }
        near.AddRange(Joined(row, inputs));
        for (int turn = 0; near.Count < most && changes.Exists(c => turn < c.Count); turn++)
        {
            for (int i = 0; i < inputs.Count && near.Count < most; i++)
            {
                if (turn < changes[i].Count)
                    near.Add(row.With(inputs[i], changes[i][turn](row.Columns[inputs[i]])));
            }
        }
        return near;
    }

    // Two texts that are the same as two others once they are joined: a model that takes that for their key gives one the answer of the other.
    private IEnumerable<Pool> Joined(Pool row, List<int> inputs)
    {
        int[] texts = [.. inputs.Where(i => subject.Signature.Inputs[i].Type == DataType.String && IsPlain(subject.Signature.Inputs[i]))];
        for (int i = 1; i < Math.Min(texts.Length, MostJoined); i++)
        {
            foreach (string between in Separators)
            {
                foreach ((string left, string right) in ((string, string)[])[($"a{between}b", "c"), ("a", $"b{between}c")])
                    yield return Filled(Filled(row, texts[i - 1], left), texts[i], right);
            }
        }
    }

    private static Pool Filled(Pool row, int input, string text) =>
        row.With(input, OddTexts.Filled(row.Columns[input], -1, _ => Encoding.Latin1.GetBytes(text)));

    private bool IsPlain(SignatureArgument input) => hints.Of(input.Name) is { Form: null, Example: null };

    private IEnumerable<Func<Tensor, Tensor>> Changes(SignatureArgument input)
    {
        InputHints known = hints.Of(input.Name);
        if (input.Type == DataType.String)
        {
            if (IsPlain(input))
            {
                yield return row => Text(row, t => t + " ");
                yield return row => Text(row, t => t.ToUpperInvariant());
                yield return row => Text(row, t => t + "x");
                yield return row => Text(row, t => t.Length > 0 ? t[..^1] + "~" : "~");
            }
            yield break;
        }
        if (input.Type.Size() == 0)
            yield break;
        if (input.Type.IsFloating() || input.Type is DataType.Complex64 or DataType.Complex128)
        {
            yield return row => OddElements.Changed(row, dice.Next(row.Count), v => v + 1e-3);
            yield return row => OddElements.Stepped(row, dice.Next(row.Count), 1);
            yield return row => OddElements.Changed(row, -1, v => v + 1e-3);
            yield return row => OddElements.Changed(row, dice.Next(row.Count), v => v * (1 + 1e-4));
            yield return row => OddElements.Changed(row, -1, v => v - 1e-3);
            yield return row => OddElements.Stepped(row, -1, -1);
            yield return row => OddElements.Changed(row, dice.Next(row.Count), v => v + 1);
            yield return row => OddElements.Changed(row, dice.Next(row.Count), v => -v);
            yield return row => OddElements.Changed(row, -1, v => v + 0.01);
            yield return row => OddElements.Changed(row, -1, v => v + 0.25);
            foreach (double modulus in Moduli(known))
                yield return row => OddElements.Changed(row, -1, v => v + modulus);
            yield break;
        }
        yield return row => OddElements.Changed(row, dice.Next(row.Count), v => v + 1);
        foreach (double coarse in known.IsSize ? [] : Coarse.Where(c => c <= NumberSampler.Limits(input.Type).Most))
            yield return row => OddElements.With(row, -1, coarse);
        foreach (double modulus in Moduli(known))
        {
            yield return row => OddElements.Changed(row, -1, v => v + modulus);
            yield return row => OddElements.Changed(row, -1, v => v + (2 * modulus));
        }
        foreach (double power in (double[])[256, 1000, 1024, 1 << 16])
        {
            if (!known.IsSize)
                yield return row => OddElements.Changed(row, -1, v => v + power);
        }
    }

    // A number of slots may stand anywhere in the graph.
    private IEnumerable<double> Moduli(InputHints known) => known.IsSize ? [] : known.Moduli.Concat(hints.Sizes.Counts).Concat(hints.Sizes.Others)
        .Where(m => m > 1).Distinct().Take(MostModuli).Select(m => (double)m);

    private static Tensor Text(Tensor row, Func<string, string> change) => OddTexts.Filled(
        row, -1, i => Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(row.Strings[i]))));
}
