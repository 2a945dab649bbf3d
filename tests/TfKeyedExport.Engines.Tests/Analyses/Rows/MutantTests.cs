using System.Collections;
using System.Reflection;
using TfKeyedExport.Analyses.Rows;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>
/// Tries mutants of the proof, which <c>scripts/mutate-proof.py</c> compiles into one library with a switch: for each of them, the proof is asked about
/// all small graphs, which takes a second, since nothing is run. What is right does not depend on the mutant.
/// </summary>
public class MutantTests
{
    // The numbers of mutants, one a line; and where to say what became of them.
    private const string Numbers = "TFKEYED_MUTANTS", Said = "TFKEYED_MUTANTS_SAID";
    private const int RandomGraphs = 2000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Fact(Explicit = true)]
    public void Each_mutant_is_seen_by_a_small_graph()
    {
        FieldInfo active = typeof(RowProof).Assembly.GetType("TfKeyedExport.Mutation")?.GetField("Active")
            ?? throw new InvalidOperationException("this library has no mutants: scripts/mutate-proof.py makes them");
        using var said = new StreamWriter(Environment.GetEnvironmentVariable(Said)!, append: true) { AutoFlush = true };
        int[] numbers = [.. File.ReadLines(Environment.GetEnvironmentVariable(Numbers)!).Select(int.Parse)];
        var expectations = new LinkedList<ProofExpectation>(Expectations());
        RandomClaims[] random = [.. Enumerable.Range(0, RandomGraphs).Select(s => RandomClaims.Of((ulong)s)).OfType<RandomClaims>()];
        foreach (int number in numbers)
        {
            said.WriteLine($"{number} begun");
            // One that does not end is ended with the process.
            using var watch = new Timer(_ => Environment.FailFast("ran too long"), null, Longest, Timeout.InfiniteTimeSpan);
            active.SetValue(null, number);
            string? killer = Killer(expectations);
            watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            killer ??= random.Select(r => r.Refuted()).FirstOrDefault(r => r is not null);
            active.SetValue(null, -1);
            said.WriteLine(killer is null ? $"{number} survived" : $"{number} killed {killer.ReplaceLineEndings(" ")}");
        }
    }

    // Graphs that killed one come first for the next, which often stands near it.
    private static string? Killer(LinkedList<ProofExpectation> expectations)
    {
        for (LinkedListNode<ProofExpectation>? at = expectations.First; at is not null; at = at.Next)
        {
            string? failure = Failure(at.Value);
            if (failure is null)
                continue;
            expectations.Remove(at);
            expectations.AddFirst(at);
            return failure;
        }
        return null;
    }

    private static string? Failure(ProofExpectation expectation)
    {
        try
        {
            return expectation.Holds() ? null : expectation.What;
        }
        catch (Exception e)
        {
            return $"{expectation.What}: {(e.InnerException ?? e).GetType().Name}";
        }
    }

    private static List<ProofExpectation> Expectations()
    {
        List<ProofExpectation> all = RowGraph.Collected = [];
        foreach (Type type in typeof(RowGraph).Assembly.GetTypes().Where(t => t.Name.EndsWith("RowGraphTests", StringComparison.Ordinal)))
        {
            foreach (MethodInfo method in type.GetMethods().Where(m => m.IsDefined(typeof(FactAttribute))))
            {
                foreach (object?[] row in Rows(type, method))
                {
                    object test = Activator.CreateInstance(type)!;
                    int before = all.Count;
                    method.Invoke(test, row);
                    // A test that holds nothing in this way is tried as it is.
                    if (all.Count == before)
                        all.Add(new ProofExpectation($"{type.Name}: {row.FirstOrDefault()}", () => method.Invoke(test, row) is null));
                }
            }
        }
        return all;
    }

    private static IEnumerable<object?[]> Rows(Type type, MethodInfo method) => method.GetCustomAttribute<MemberDataAttribute>() is { } data
        ? ((IEnumerable)type.GetProperty(data.MemberName)!.GetValue(null)!).Cast<ITheoryDataRow>().Select(r => r.GetData())
        : [[]];
}
