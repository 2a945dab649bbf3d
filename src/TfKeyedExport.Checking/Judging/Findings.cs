using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking.Judging;

/// <summary>What went wrong so far, by output. Thread-safe.</summary>
internal sealed class Findings(int outputs)
{
    private const int KeptPerOutput = 64;
    private readonly Lock _gate = new();
    private readonly List<Finding>[] _found = Enumerable.Range(0, outputs).Select(_ => new List<Finding>()).ToArray();

    /// <summary>Remembers a finding; the smallest calls are kept if there are many.</summary>
    public void Add(int output, Finding finding)
    {
        lock (_gate)
        {
            List<Finding> found = _found[output];
            found.Add(finding);
            if (found.Count > KeptPerOutput)
                found.Remove(found.Where(f => found.Count(g => g.Property == f.Property) > 1).MaxBy(f => f.Answer.Rows.Length) ?? found[0]);
        }
    }

    /// <summary>Forgets the findings of an output that give a reason.</summary>
    /// <returns>How many there were.</returns>
    public int Forget(int output, Reason reason)
    {
        lock (_gate)
            return _found[output].RemoveAll(f => f.Reason == reason);
    }

    /// <summary>The findings of one output.</summary>
    public IReadOnlyList<Finding> Of(int output)
    {
        lock (_gate)
            return _found[output].ToArray();
    }

    /// <summary>
    /// Whether the output has been found to have the wrong rows, or answers that change from call to call: comparing rows then says nothing more.
    /// </summary>
    public bool IsHopeless(int output) => Of(output).Any(f => f.Reason is Reason.RowCount or Reason.Random or Reason.State);

    /// <summary>The finding that explains an output best: its most fundamental reason, shown at will rather than now and then, by the smallest call.</summary>
    public Finding? Worst(int output) =>
        Of(output).OrderBy(Rank).ThenBy(f => f.Times is null ? 1 : 0).ThenBy(f => f.Answer.Rows.Length).FirstOrDefault();

    private static int Rank(Finding finding) => finding.Reason switch
    {
        Reason.RowCount => 0,
        Reason.Random => 1,
        Reason.State => 2,
        // A key that is changed may turn into another key of its batch, which then looks like an exchange.
        null when finding.Property == PropertyNames.KeysComeBack => 3,
        Reason.Order => 4,
        Reason.RowsMix => 5,
        Reason.Width => 6,
        _ => 7,
    };
}
