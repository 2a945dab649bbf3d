using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Experiments;

/// <summary>Runs here what the server answered to rows by themselves, and holds both answers against each other.</summary>
/// <param name="reference">The model that is run here.</param>
/// <param name="rows">The rows that the server takes.</param>
/// <param name="known">What they got from the server.</param>
/// <param name="changing">The outputs that change from call to call.</param>
internal sealed class EqualsReference(Reference reference, RemoteRows rows, KnownAnswers known, IReadOnlySet<int> changing)
{
    /// <summary>What differs: at most one thing an output.</summary>
    public List<Wrong> Wrongs { get; } = [];

    /// <summary>What was compared, or why nothing was, as a sentence.</summary>
    public PropertyReport Report { get; private set; } = new(PropertyNames.EqualsUnkeyed, PropertyStatus.Skipped, "nothing was compared");

    /// <summary>Compares.</summary>
    public void Compare(CancellationToken cancellation)
    {
        var compared = new SortedSet<string>(StringComparer.Ordinal);
        int refused = 0;
        string? why = null;
        for (int row = 0; row < rows.Count; row++)
        {
            RemoteCall call = RemoteCall.Alone(PropertyNames.EqualsUnkeyed, rows, row);
            Tensor?[] own;
            try
            {
                own = reference.Run(rows.Signature, rows.Keys, call.Inputs, cancellation);
            }
            catch (TfKeyedException e) when (e.Kind is not (ErrorKind.Refused or ErrorKind.Forbidden))
            {
                refused++;
                why ??= e.What;
                continue;
            }
            for (int o = 0; o < own.Length; o++)
            {
                if (own[o] is not { } expected || rows.KeyInput(o) is not null || changing.Contains(o))
                    continue;
                compared.Add(rows.Signature.Outputs[o].Name);
                Tensor got = known.Of(o, row);
                if (!IsSame(o, expected, got, row) && !Wrongs.Exists(w => w.Output == o))
                {
                    Wrongs.Add(new Wrong(
                        o, PropertyNames.EqualsUnkeyed, null, call, expected.Shape.Rank > 0 ? 0 : -1, expected, got,
                        $"the server gives another answer than {reference.Name} does here"));
                }
            }
        }
        string detail = compared.Count > 0
            ? $"{rows.Count - refused} rows got the same {string.Join(", ", compared)} as from {reference.Name}, run here"
            : why is null ? "no output is compared" : $"{reference.Name} refused the rows that the server takes ({why})";
        Report = Wrongs.Count > 0
            ? new PropertyReport(PropertyNames.EqualsUnkeyed, PropertyStatus.Failed, Wrongs[0].Explanation)
            {
                Outputs = [.. Wrongs.Select(w => rows.Signature.Outputs[w.Output].Name)],
            }
            : new PropertyReport(PropertyNames.EqualsUnkeyed, compared.Count > 0 ? PropertyStatus.Passed : PropertyStatus.Skipped, detail);
    }

    private bool IsSame(int output, Tensor expected, Tensor got, int row) => expected.Type == got.Type && expected.Shape.Rank == got.Shape.Rank
        && (expected.Shape.Rank == 0 ? expected.BitEquals(got) : known.Is(output, expected, 0, row));
}
