namespace TfKeyedExport.Checking.Probing;

/// <summary>Which outputs have been scalars, and which have not. Thread-safe.</summary>
internal sealed class OutputRanks(int outputs)
{
    private readonly int[] _seen = new int[outputs];

    /// <summary>Notes an output's rank.</summary>
    /// <returns>Whether the output is expected to have rows: it had some in this call or in an earlier one.</returns>
    public bool Note(int output, int rank)
    {
        int bit = rank == 0 ? 1 : 2;
        return ((Interlocked.Or(ref _seen[output], bit) | bit) & 2) != 0;
    }

    /// <summary>Whether the output has been a scalar in every call.</summary>
    public bool IsScalar(int output) => _seen[output] == 1;
}
