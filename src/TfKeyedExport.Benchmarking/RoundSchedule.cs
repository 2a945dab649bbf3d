namespace TfKeyedExport.Benchmarking;

/// <summary>Whose turn it is. In each round, each engine runs each batch size for a short while; the one that begins changes from round to round.</summary>
/// <remarks>What disturbs the machine for some seconds then disturbs all engines alike, and no engine always runs in the other's wake.</remarks>
/// <param name="Rounds">How many times each engine comes round for each batch size.</param>
/// <param name="Slice">How long a turn lasts; one call at least.</param>
internal sealed record RoundSchedule(int Rounds, TimeSpan Slice)
{
    private const int UsualRounds = 10;

    /// <summary>Cuts the time for one engine and one batch size into turns.</summary>
    public static RoundSchedule For(TimeSpan duration) => new(UsualRounds, duration / UsualRounds);

    /// <summary>All turns in their order: the indices of engine and batch size.</summary>
    public IEnumerable<(int Engine, int Batch)> Turns(int engines, int batches)
    {
        for (int round = 0; round < Rounds; round++)
        {
            for (int batch = 0; batch < batches; batch++)
            {
                for (int i = 0; i < engines; i++)
                    yield return ((round + i) % engines, batch);
            }
        }
    }
}
