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

    private IEnumerable<Func<Tensor, Tensor>> Changes(SignatureArgument input)
    {
        InputHints known = hints.Of(input.Name);
        if (input.Type == DataType.String)
        {
            if (known.Form is null && known.Example is null)
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
