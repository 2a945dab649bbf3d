using System.Diagnostics;
using System.Globalization;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Starts workers, hears what came of their cases, and starts another behind a case that ended one.</summary>
internal sealed class OpSupervisor(Options options)
{
    private const double MostSeconds = 20;
    private const long MostResident = 3L << 30;
    private const int CulpritCases = 300;

    private readonly Summary _summary = new();
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public int Run() => Crew.Run(options, _summary, _clock, Watch);

    private void Watch(int worker)
    {
        long next = options.From + worker;
        long end = options.Count == long.MaxValue ? long.MaxValue : options.From + options.Count;
        while (next < end && _clock.Elapsed.TotalSeconds < options.Seconds)
            next = RunOne(next, end, worker);
    }

    /// <summary>Runs a worker to its end.</summary>
    /// <returns>The next case.</returns>
    private long RunOne(long from, long end, int worker)
    {
        using Process process = Start(from, end, worker);
        var errors = new List<string>();
        process.ErrorDataReceived += (_, e) =>
        {
            lock (errors)
            {
                if (e.Data is not null && errors.Count < 200)
                    errors.Add(e.Data);
            }
        };
        process.BeginErrorReadLine();
        long current = -1;
        long next = from;
        string? killed = null;
        long since = Stopwatch.GetTimestamp();
        using var watch = new Timer(
            _ =>
            {
                if (Volatile.Read(ref current) < 0)
                    return;
                if (Stopwatch.GetElapsedTime(Volatile.Read(ref since)).TotalSeconds > MostSeconds)
                    Kill("Time");
                else if (Resident(process) > MostResident)
                    Kill("Memory");
            },
            null, 200, 200);
        while (process.StandardOutput.ReadLine() is { } line)
        {
            Volatile.Write(ref since, Stopwatch.GetTimestamp());
            if (line.StartsWith("S ", StringComparison.Ordinal))
            {
                Volatile.Write(ref current, long.Parse(line.AsSpan(2), CultureInfo.InvariantCulture));
                next = current + options.Workers;
            }
            else if (line.StartsWith("E ", StringComparison.Ordinal))
            {
                Ended(current, line);
                Volatile.Write(ref current, -1);
            }
        }
        process.WaitForExit();
        CleanUp(process);
        if (current >= 0)
            Died(current, killed, process.ExitCode, errors, worker % 2 == 0 ? null : EarlierCulprit(from, current));
        return next;

        void Kill(string why)
        {
            killed = why;
            process.Kill();
        }
    }

    private void Ended(long number, string line)
    {
        string[] parts = line[(line.IndexOf(' ', 2) + 1)..].Split('\t');
        Outcome outcome = Enum.Parse<Outcome>(parts[0]);
        lock (_lock)
        {
            _summary.Count(outcome, parts[1]);
            if (Fault.IsFault(outcome))
                Keep(new Fault(number, outcome, parts[2], parts[3], parts[1]));
        }
    }

    /// <summary>Memory that is damaged without guards often tells later: runs the last cases between guard pages.</summary>
    /// <returns>The case that ends that process; null if none does.</returns>
    private long? EarlierCulprit(long from, long died)
    {
        long first = Math.Max(from, died - (CulpritCases * options.Workers));
        using Process process = Start(first, died + 1, 0);
        process.BeginErrorReadLine();
        long? current = null;
        while (process.StandardOutput.ReadLine() is { } line)
            current = line.StartsWith("S ", StringComparison.Ordinal) ? long.Parse(line.AsSpan(2), CultureInfo.InvariantCulture) : null;
        process.WaitForExit();
        CleanUp(process);
        return current;
    }

    // A worker that died leaves its folder.
    private static void CleanUp(Process process)
    {
        if (Directory.Exists(OpWorker.Folder(process.Id)))
            Directory.Delete(OpWorker.Folder(process.Id), recursive: true);
    }

    private void Died(long number, string? killed, int exitCode, List<string> errors, long? culprit)
    {
        if (culprit is { } earlier)
            number = earlier;
        FuzzCase fuzzCase = CaseMaker.Make(options.Seed, number, options.Only, out _);
        string[] said;
        lock (errors)
            said = [.. errors];
        string frame = said.FirstOrDefault(e => e.TrimStart().StartsWith("at TfKeyedExport", StringComparison.Ordinal))?.Trim() ?? "";
        Outcome outcome = killed is null ? exitCode > 128 ? Outcome.Signal : Outcome.Escaped : Enum.Parse<Outcome>(killed);
        string detail = $"exit {exitCode} {said.FirstOrDefault() ?? ""}{(culprit is null ? "" : " later, beside a buffer at once")} "
            + $"{(frame.Length > 160 ? frame[..160] : frame)}";
        lock (_lock)
        {
            _summary.Count(outcome, fuzzCase.Group);
            Keep(new Fault(number, outcome, fuzzCase.Op, killed is null ? detail : "killed", fuzzCase.Group));
        }
    }

    private void Keep(Fault fault)
    {
        if (_summary.Add(fault))
            OpReplay.Keep(options, fault.Number, Path.Combine(options.Keep, $"{fault.Where}-{fault.Outcome}-{options.Seed}-{fault.Number}"));
    }

    private Process Start(long from, long end, int worker)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(OpSupervisor).Assembly.Location);
        double left = options.Seconds - _clock.Elapsed.TotalSeconds;
        long count = end == long.MaxValue ? long.MaxValue : (end - from + options.Workers - 1) / options.Workers;
        foreach (string argument in (string[])
        [
            "ops-worker", "--seed", Text(options.Seed), "--from", Text(from), "--count", Text(count), "--step", Text(options.Workers), "--seconds", Text(left),
        ])
            start.ArgumentList.Add(argument);
        if (options.Only is not null)
        {
            start.ArgumentList.Add("--only");
            start.ArgumentList.Add(options.Only);
        }
        // Half of the workers look for accesses beside a buffer, the others for what is read before it was written or after it was freed.
        start.Environment["TFKEYED_FUZZ_GUARD"] = worker % 2 == 0 ? "1" : "0";
        start.Environment["MALLOC_PERTURB_"] = "165";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return Process.Start(start)!;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static long Resident(Process process)
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
