namespace TfKeyedExport.Checking.Reports;

/// <summary>Keys and their answers as a table.</summary>
internal static class DemonstrationText
{
    /// <summary>A header, then a row a key: the key that was sent, the answer in its row, and the answer that the row gets alone.</summary>
    public static IReadOnlyList<string[]> Table(Demonstration shown)
    {
        var table = new List<string[]> { (string[])["key", .. shown.Answers.SelectMany(a => (string[])[a.Output, "alone"])] };
        for (int row = 0; row < shown.Keys.Shape[0]; row++)
        {
            int at = row;
            table.Add([ValueText.Row(shown.Keys, at), .. shown.Answers.SelectMany(a => (string[])[Cell(a.Shuffled, at), Cell(a.Alone[at], 0)])]);
        }
        return table;
    }

    private static string Cell(Tensors.Tensor answer, int row) => row < answer.Shape[0] ? ValueText.Row(answer, row) : "(none)";
}
