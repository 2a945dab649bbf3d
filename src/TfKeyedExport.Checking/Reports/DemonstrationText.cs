using TfKeyedExport.Checking.Results;
using TfKeyedExport.Formats.Values;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Reports;

/// <summary>Keys and their answers as a table.</summary>
internal static class DemonstrationText
{
    /// <summary>What a report shows: nothing that would speak against its verdict, as a few rows that are right do beside others that are not.</summary>
    public static Demonstration? Shown(CheckReport report) =>
        report.Demonstration is { } shown
            && (report.Verdict != Verdict.Unsafe || shown.Answers.Any(a => Enumerable.Range(0, a.Alone.Count).Any(row => !IsOwn(a, row))))
            ? shown
            : null;

    /// <summary>A header, then a row a key: the key that was sent, the answer in its row, and the answer that the row gets alone.</summary>
    /// <param name="shown">What to show.</param>
    /// <param name="agree">Whether answers that differ by rounding are shown as far as they agree.</param>
    public static IReadOnlyList<string[]> Table(Demonstration shown, bool agree)
    {
        var table = new List<string[]> { (string[])["key", .. shown.Answers.SelectMany(a => (string[])[a.Output, "alone"])] };
        for (int row = 0; row < shown.Keys.Shape[0]; row++)
        {
            int at = row;
            table.Add([ValueText.Row(shown.Keys, at), .. shown.Answers.SelectMany(a => Cells(a, at, agree))]);
        }
        return table;
    }

    private static bool IsOwn(DemonstratedAnswer answer, int row) =>
        row < answer.Shuffled.Shape[0] && answer.Alone[row].Shape[0] > 0 && RowEquality.Same(answer.Shuffled, row, answer.Alone[row], 0);

    private static string[] Cells(DemonstratedAnswer answer, int row, bool agree)
    {
        Tensor alone = answer.Alone[row], together = answer.Shuffled;
        bool hasBoth = row < together.Shape[0] && alone.Shape[0] > 0;
        bool areNumbers = Numbers.PartsPerElement(alone.Type) == 1 && alone.SameRowShape(together) && alone.RowLength() == 1;
        if (agree && hasBoth && areNumbers && !IsOwn(answer, row))
        {
            string common = NumberText.Common(Numbers.At(together, row), Numbers.At(alone, 0));
            return [common, common];
        }
        return [Cell(together, row), Cell(alone, 0)];
    }

    private static string Cell(Tensor answer, int row) => row < answer.Shape[0] ? ValueText.Row(answer, row) : "(none)";
}
