using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Runs one case in this process and says what came of it.</summary>
internal static class OpRun
{
    public const long MemoryLimit = 256L << 20;

    private static readonly HostOptions[] Hosts =
    [
        new HostOptions { MemoryLimit = MemoryLimit, LoopLimit = 100_000, Threads = 1, TimeLimit = TimeSpan.FromSeconds(5) },
        new HostOptions { MemoryLimit = MemoryLimit, LoopLimit = 100_000, TimeLimit = TimeSpan.FromSeconds(5) },
    ];

    /// <summary>What came of a case, with the answers if there are any.</summary>
    public sealed record Result(Outcome Outcome, string Detail, Tensor[]? Answers = null, Exception? Error = null);

    /// <summary>Runs a case whose model lies in a folder.</summary>
    public static Result Run(string folder, FuzzCase fuzzCase, long number)
    {
        try
        {
            SavedModel model = SavedModel.Load(folder);
            using IModelHost host = new EmbeddedEngine().Open(model, Hosts[number % 4 == 0 ? 1 : 0]);
            ISignatureRunner runner = host.Prepare(GraphDraft.Signature);
            var inputs = new Tensor[runner.Signature.Inputs.Count];
            for (int i = 0; i < inputs.Length; i++)
            {
                if (!fuzzCase.Inputs.TryGetValue(runner.Signature.Inputs[i].Name, out Tensor? input))
                    return new Result(Outcome.Refused, "an input of a type that cannot be fed");
                inputs[i] = input;
            }
            var answers = new Tensor[runner.Signature.Outputs.Count];
            runner.Run(inputs, answers);
            return new Result(Outcome.Answered, "", answers);
        }
        catch (TfKeyedException e) when (e.Kind is ErrorKind.Unreadable or ErrorKind.Refused or ErrorKind.Forbidden or ErrorKind.Engine or ErrorKind.Limit)
        {
            if (e.InnerException is { } inner && e.What.StartsWith("the operation failed on its inputs", StringComparison.Ordinal))
                return new Result(Outcome.Unforeseen, Describe(inner), Error: e);
            return new Result(e.Kind == ErrorKind.Limit ? Outcome.Limited : Outcome.Refused, e.Message, Error: e);
        }
#pragma warning disable CA1031 // Whatever is thrown is the finding.
        catch (Exception e)
        {
            return new Result(Outcome.Escaped, Describe(e), Error: e);
        }
#pragma warning restore CA1031
    }

    /// <summary>Whether two runs answered the same.</summary>
    public static bool Same(Result one, Result other) =>
        one.Outcome == other.Outcome && (one.Answers is null || one.Answers.Zip(other.Answers!).All(p => p.First.BitEquals(p.Second)));

    private static string Describe(Exception e)
    {
        string[] frames = [.. (e.StackTrace ?? "")
            .Split('\n')
            .Select(f => f.Trim())
            .Where(f => f.StartsWith("at TfKeyedExport", StringComparison.Ordinal))
            .Select(Short)
            .Take(2)];
        string what = e is TfKeyedException known ? $"{known.Kind} {known.What}" : e.GetType().Name;
        return $"{what} {string.Join(" < ", frames)}";
    }

    private static string Short(string frame)
    {
        string name = frame[3..];
        int end = name.IndexOf('(', StringComparison.Ordinal);
        name = end < 0 ? name : name[..end];
        int generic = name.IndexOf('[', StringComparison.Ordinal);
        name = generic < 0 ? name : name[..generic];
        string[] parts = name.Split('.');
        return string.Join('.', parts[^Math.Min(2, parts.Length)..]);
    }
}
