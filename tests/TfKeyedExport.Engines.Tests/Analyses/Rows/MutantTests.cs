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
    // The numbers of mutants, one a line, each with that of its member; and where to say what became of them.
    private const string Numbers = "TFKEYED_MUTANTS", Said = "TFKEYED_MUTANTS_SAID";
    private const int RandomGraphs = 2000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Fact]
    public void The_proof_is_right_about_all_small_graphs_and_each_mutant_is_wrong_about_one()
    {
        if (Environment.GetEnvironmentVariable(Numbers) is { } numbers)
            TryMutants(numbers);
        else
            Assert.Empty(Expectations().Select(Failure).OfType<string>());
    }

    private static void TryMutants(string list)
    {
        Type mutation = typeof(RowProof).Assembly.GetType("TfKeyedExport.Mutation")
            ?? throw new InvalidOperationException("this library has no mutants: scripts/mutate-proof.py makes them");
        FieldInfo active = mutation.GetField("Active")!, reached = mutation.GetField("Reached")!;
        using var said = new StreamWriter(Environment.GetEnvironmentVariable(Said)!, append: true) { AutoFlush = true };
        List<Seen> graphs = [.. Expectations().Select(e => Seen.Of(reached, () => Failure(e)))];
        List<Seen> random = [.. Enumerable.Range(0, RandomGraphs).Select(s => RandomClaims.Of((ulong)s)).OfType<RandomClaims>()
            .Select(r => Seen.Of(reached, r.Refuted))];
        foreach (int[] numbers in File.ReadLines(list).Select(l => l.Split(' ').Select(int.Parse).ToArray()))
        {
            said.WriteLine($"{numbers[0]} begun");
            // One that does not end is ended with the process.
            using var watch = new Timer(_ => Environment.FailFast("ran too long"), null, Longest, Timeout.InfiniteTimeSpan);
            active.SetValue(null, numbers[0]);
            string? killer = Killer(graphs, numbers[1]) ?? Killer(random, numbers[1]);
            active.SetValue(null, -1);
            said.WriteLine(killer is null ? $"{numbers[0]} survived" : $"{numbers[0]} killed {killer.ReplaceLineEndings(" ")}");
        }
    }

    // Graphs that killed one come first for the next, which often stands near it.
    private static string? Killer(List<Seen> graphs, int member)
    {
        for (int i = 0; i < graphs.Count; i++)
        {
            Seen graph = graphs[i];
            if ((member >= 0 && !graph.Members.Contains(member)) || graph.Failure() is not { } failure)
                continue;
            graphs.RemoveAt(i);
            graphs.Insert(0, graph);
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

    // A graph, and the members of the proof that have to do with it: mutants of others change nothing.
    private sealed record Seen(Func<string?> Failure, HashSet<int> Members)
    {
        public static Seen Of(FieldInfo reached, Func<string?> failure)
        {
            var members = new HashSet<int>();
            reached.SetValue(null, members);
            Assert.Null(failure());
            reached.SetValue(null, null);
            return new Seen(failure, members);
        }
    }

    private static List<ProofExpectation> Expectations()
    {
        List<ProofExpectation> all = RowGraph.Collected = [];
        try
        {
            Collect(all);
            return all;
        }
        finally
        {
            RowGraph.Collected = null;
        }
    }

    private static void Collect(List<ProofExpectation> all)
    {
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
    }

    private static IEnumerable<object?[]> Rows(Type type, MethodInfo method) => method.GetCustomAttribute<MemberDataAttribute>() is { } data
        ? ((IEnumerable)type.GetProperty(data.MemberName)!.GetValue(null)!).Cast<ITheoryDataRow>().Select(r => r.GetData())
        : [[]];
}
