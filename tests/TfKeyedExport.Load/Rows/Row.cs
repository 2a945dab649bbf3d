namespace TfKeyedExport.Load.Rows;

/// <summary>A row of the babyweight models.</summary>
internal sealed record Row(string IsMale, float MotherAge, string Plurality, float GestationWeeks)
{
    private static readonly string[] Sexes = ["True", "False", "Unknown"];
    private static readonly string[] Pluralities = ["Single(1)", "Twins(2)", "Triplets(3)", "Multiple(2+)"];

    /// <summary>Rows that differ from each other; always the same.</summary>
    public static IReadOnlyList<Row> Pool { get; } =
    [
        .. Enumerable.Range(0, 96).Select(i => new Row(Sexes[i % 3], 15 + (i * 7 % 35), Pluralities[i / 3 % 4], 22 + (i * 5 % 23))),
    ];
}
