using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Checking.Replaying;

/// <summary>Makes a call from several threads while others make other calls: how the answers meet is chance, so that it is tried often.</summary>
internal static class CallsAtOnce
{
    private const int Threads = 8;
    private const int Rounds = 50;
    private const int CallsPerRound = 25;

    /// <summary>The first answer that differs from the one that the call got by itself; null if none does.</summary>
    /// <param name="fresh">The model.</param>
    /// <param name="prober">Makes the calls.</param>
    /// <param name="call">The call.</param>
    /// <param name="others">The calls at the same time.</param>
    /// <param name="compare">Tells two answers apart.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Change? Find(
        FreshHost fresh,
        Prober prober,
        SampleCall call,
        IReadOnlyList<SampleCall> others,
        Func<Answer, Answer, Change?> compare,
        CancellationToken cancellation)
    {
        Answer first = Ask(call);
        for (int round = 0; round < Rounds; round++)
        {
            var answers = new Answer?[Threads * CallsPerRound];
            try
            {
                Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation }, worker =>
                {
                    for (int i = worker; i < answers.Length; i += Threads)
                    {
                        SampleCall asked = worker % 2 == 0 || others.Count == 0 ? call : others[i / Threads % others.Count];
                        Answer answer = Ask(asked);
                        answers[i] = ReferenceEquals(asked, call) ? answer : null;
                    }
                });
            }
            catch (AggregateException error) when (error.InnerException is TfKeyedException refused)
            {
                throw refused;
            }
            if (answers.OfType<Answer>().Select(a => compare(first, a)).FirstOrDefault(c => c is not null) is { } change)
                return change;
        }
        return null;

        Answer Ask(SampleCall asked) => prober.Call(fresh.Runner, asked.Pool, asked.Rows, cancellation);
    }
}
