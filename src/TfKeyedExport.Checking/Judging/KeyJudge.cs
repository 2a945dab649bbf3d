using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Compares the keys that were sent with those that came back, bit for bit.</summary>
internal static class KeyJudge
{
    public static void Judge(Findings findings, int output, Answer answer, Tensor sent, Tensor got)
    {
        if (sent.BitEquals(got))
            return;
        if (sent.Type != got.Type || sent.Shape != got.Shape)
        {
            findings.Add(output, new Finding(
                PropertyNames.KeysComeBack, null, answer, -1, sent, got, $"keys were sent as {sent} and came back as {got}"));
            return;
        }
        if (sent.Shape.Rank == 0)
        {
            findings.Add(output, new Finding(PropertyNames.KeysComeBack, null, answer, -1, sent, got, "the key that came back is not the one that was sent"));
            return;
        }
        int row = Enumerable.Range(0, (int)sent.Shape[0]).First(i => !sent.RowBitEquals(i, got, i));
        (Reason? reason, string how) = Explain(sent, got);
        findings.Add(output, new Finding(PropertyNames.KeysComeBack, reason, answer, row, sent.Row(row), got.Row(row), how));
    }

    private static (Reason? Reason, string How) Explain(Tensor sent, Tensor got)
    {
        if (RowMatching.SameRows(sent, got))
            return (Reason.Order, "the keys come back in another order");
        int rows = (int)sent.Shape[0];
        bool borrowed = Enumerable.Range(0, rows).All(i => Enumerable.Range(0, rows).Any(j => got.RowBitEquals(i, sent, j)));
        return borrowed
            ? (Reason.RowsMix, "some keys come back in place of others")
            : (null, "the key that comes back is not the one that was sent");
    }
}
