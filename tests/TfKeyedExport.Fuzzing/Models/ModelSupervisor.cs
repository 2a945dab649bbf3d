using System.Diagnostics;

namespace TfKeyedExport.Fuzzing.Models;

/// <summary>Runs the published program on damaged models, several at a time.</summary>
internal sealed class ModelSupervisor(Options options)
{
    private readonly Summary _summary = new();
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private IReadOnlyList<SourceModel> _models = [];
    private long _next = options.From;

    public int Run()
    {
        if (options.Program is null || !File.Exists(options.Program))
        {
            Console.Error.WriteLine("models needs --program, the published tfkeyed");
            return 2;
        }
        _models = SourceModel.Of(options.Models is { } more ? [RepositoryModels(), more] : [RepositoryModels()]);
        if (options.Case is { } one)
            return Replay(one);
        return Crew.Run(options, _summary, _clock, Work);
    }

    private void Work(int worker)
    {
        string folder = Directory.CreateDirectory($"{Ops.OpWorker.Folder(Environment.ProcessId)}-{worker}").FullName;
        try
        {
            ProgramRun run = Prepare(folder);
            while (_clock.Elapsed.TotalSeconds < options.Seconds)
            {
                long number = Interlocked.Increment(ref _next) - 1;
                if (options.Count != long.MaxValue && number >= options.From + options.Count)
                    break;
                ModelCase modelCase = ModelCase.Make(options.Seed, number, _models, options.Only);
                (Outcome outcome, string detail) = run.Run(modelCase, run.Arguments(modelCase));
                lock (_lock)
                {
                    _summary.Count(outcome, modelCase.Verb);
                    if (Fault.IsFault(outcome) && _summary.Add(new Fault(number, outcome, $"{modelCase.Verb} {modelCase.Source.Name}", detail, modelCase.Verb)))
                        modelCase.WriteTo(Path.Combine(
                            options.Keep,
                            $"{modelCase.Source.Name}-{modelCase.Verb.Replace(" ", "", StringComparison.Ordinal)}-{outcome}-{options.Seed}-{number}"));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private ProgramRun Prepare(string folder)
    {
        var run = new ProgramRun(Path.GetFullPath(options.Program!), folder);
        File.WriteAllText(Path.Combine(folder, "request.json"), """{"instances": [[1.0]]}""");
        return run;
    }

    private int Replay(long number)
    {
        string folder = Path.GetFullPath(Path.Combine(options.Keep, $"models-{options.Seed}-{number}"));
        Directory.CreateDirectory(folder);
        ProgramRun run = Prepare(folder);
        ModelCase modelCase = ModelCase.Make(options.Seed, number, _models, options.Only);
        IReadOnlyList<string> arguments = run.Arguments(modelCase);
        (Outcome outcome, string detail) = run.Run(modelCase, arguments);
        Console.WriteLine($"{modelCase.Source.Name}; changed: {modelCase.Changes}; kept in {run.Model}");
        Console.WriteLine($"{options.Program} {string.Join(' ', arguments)}");
        Console.WriteLine($"{outcome} {detail}");
        return Fault.IsFault(outcome) ? 1 : 0;
    }

    /// <summary>The folder of models of the repository that this program was built in.</summary>
    private static string RepositoryModels()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TfKeyedExport.sln")))
                return Path.Combine(folder.FullName, "models");
        }
        throw new InvalidOperationException($"no TfKeyedExport.sln above {AppContext.BaseDirectory}");
    }
}
