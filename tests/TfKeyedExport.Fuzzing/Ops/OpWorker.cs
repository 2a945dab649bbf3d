using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>
/// Runs many cases in one process and tells its parent line by line: <c>S number</c> before a case, and after it <c>E number
/// outcome</c>, group, where and detail, between tabs. What the parent does not hear the end of is the case that ended this process.
/// </summary>
internal static class OpWorker
{
    /// <summary>The most that the process may grow in one case: the limit of a call, twice, since garbage is collected late.</summary>
    private const long MostGrowth = 2 * OpRun.MemoryLimit + (64L << 20);

    private const int Rounds = 12;
    public const double MostSeconds = 10;

    /// <summary>Whether the engine's memory lies between guard pages: half of the workers.</summary>
    public static bool IsGuarded => Environment.GetEnvironmentVariable("TFKEYED_FUZZ_GUARD") == "1";

    public static int Run(Options options)
    {
        AppContext.SetSwitch("TfKeyedExport.GuardedMemory", IsGuarded);
        string folder = Directory.CreateDirectory(Folder(Environment.ProcessId)).FullName;
        using Stream output = Console.OpenStandardOutput();
        using var to = new StreamWriter(output) { AutoFlush = true, NewLine = "\n" };
        var clock = Stopwatch.StartNew();
        try
        {
            for (long i = 0, number = options.From; i < options.Count && clock.Elapsed.TotalSeconds < options.Seconds; i++, number += options.Step)
            {
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"S {number}"));
                (FuzzCase fuzzCase, Outcome outcome, string detail) = One(options, number, folder);
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"E {number} {outcome}\t{fuzzCase.Group}\t{fuzzCase.Op}\t{OneLine(detail)}"));
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A folder in memory for models, where there is one.</summary>
    /// <param name="process">Whose it is.</param>
    public static string Folder(int process) => Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"tfkeyed-fuzz-{process}");

    private static (FuzzCase Case, Outcome Outcome, string Detail) One(Options options, long number, string folder)
    {
        FuzzCase fuzzCase = CaseMaker.Make(options.Seed, number, options.Only, out string? lie);
        File.WriteAllBytes(Path.Combine(folder, SavedModel.ProtoName), fuzzCase.Model.ToByteArray());
        ProcessMemory.ForgetPeak();
        long before = ProcessMemory.Resident();
        long start = Stopwatch.GetTimestamp();
        OpRun.Result result = OpRun.Run(folder, fuzzCase, number);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        long growth = ProcessMemory.Peak() - before;
        if (!Fault.IsFault(result.Outcome) && time.TotalSeconds > MostSeconds)
            return (fuzzCase, Outcome.Time, $"more than {MostSeconds} s, then {result.Outcome}");
        if (!Fault.IsFault(result.Outcome) && growth > MostGrowth)
            return (fuzzCase, Outcome.Memory, $"more than {MostGrowth >> 20} MiB, then {result.Outcome}");
        if (result.Outcome == Outcome.Answered && lie is not null)
            return (fuzzCase, Outcome.AnsweredLie, $"{lie} ({fuzzCase.Changes})");
        return result.Outcome == Outcome.Answered && IsGuarded && Differs(folder, fuzzCase, number, result)
            ? (fuzzCase, Outcome.Uninitialised, fuzzCase.Changes)
            : (fuzzCase, result.Outcome, result.Detail);
    }

    /// <summary>Whether the answer changes with what lay in memory before, and not by chance, which gives two elements one order every second time.</summary>
    private static bool Differs(string folder, FuzzCase fuzzCase, long number, OpRun.Result result)
    {
        for (int round = 0; round < Rounds; round++)
        {
            Embedded.Runtime.GuardedMemory.Fill ^= 0xFF;
            bool differs = !OpRun.Same(result, OpRun.Run(folder, fuzzCase, number));
            Embedded.Runtime.GuardedMemory.Fill ^= 0xFF;
            if (!differs || !OpRun.Same(result, OpRun.Run(folder, fuzzCase, number)))
                return false;
        }
        return true;
    }

    private static string OneLine(string text) => (text.Length > 300 ? text[..300] : text).ReplaceLineEndings(" ").Replace('\t', ' ');
}
