using System.Diagnostics;
using System.Globalization;
using System.Text;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Fuzzing.Models;

/// <summary>Runs one verb of the published program on a damaged model and holds what it does against the contract.</summary>
/// <param name="program">The program.</param>
/// <param name="folder">Where the model, its output and nothing else lie.</param>
internal sealed class ProgramRun(string program, string folder)
{
    private const double MostSeconds = 20;
    private const int MostText = 1 << 20;

    /// <summary>The most memory: what the limit allows, and the process itself.</summary>
    private const long MostResident = 1536L << 20;

    private const string MemoryLimit = "536870912";

    private static readonly int[] Codes = [0, 3, 4, 5, 8, 9];

    private static readonly string[] Marks =
    [
        "\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
    ];

    private readonly Dictionary<string, string> _help = new(StringComparer.Ordinal);

    public string Model => Path.Combine(folder, "model");

    private string Output => Path.Combine(folder, "out", "keyed");

    /// <summary>The command line of a case: as many limits as the verb takes, so that what has none of its own shows itself.</summary>
    public IReadOnlyList<string> Arguments(ModelCase modelCase) => modelCase.Verb switch
    {
        "inspect" => ["inspect", Model],
        "inspect --json" => ["inspect", Model, "--json"],
        "check" => ["check", Model, "--rows", "8", .. Limits("check"), .. Known("check", "--seconds", "5")],
        "run --cases" when modelCase.Source.Cases is { } cases => ["run", Model, "--cases", cases, .. Limits("run")],
        "run --cases" => ["run", Model, "--request", Path.Combine(folder, "request.json"), .. Limits("run")],
        "export" => ["export", Model, Output],
        "export --check" => ["export", Model, Output, "--check", .. Limits("export")],
        "export --dry-run" => ["export", Model, Output, "--dry-run"],
        _ => ["bench", Model, "--engines", "embedded", "--seconds", "0.02", .. Limits("bench")],
    };

    private IEnumerable<string> Limits(string verb) =>
        [.. Known(verb, "--memory-limit", MemoryLimit), .. Known(verb, "--time-limit", "5"), .. Known(verb, "--engine", "embedded")];

    private string[] Known(string verb, string option, string value)
    {
        if (!_help.TryGetValue(verb, out string? help))
        {
            using Process process = Process.Start(Info([verb, "--help"]))!;
            _help[verb] = help = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        }
        return help.Contains($"{option} ", StringComparison.Ordinal) ? [option, value] : [];
    }

    /// <summary>Runs a case.</summary>
    public (Outcome Outcome, string Detail) Run(ModelCase modelCase, IReadOnlyList<string> arguments)
    {
        modelCase.WriteTo(Model);
        string beside = Path.GetDirectoryName(Output)!;
        if (Directory.Exists(beside))
            Directory.Delete(beside, recursive: true);
        Directory.CreateDirectory(beside);
        using Process process = Process.Start(Info(arguments))!;
        Task<string> output = Read(process.StandardOutput);
        Task<string> errors = Read(process.StandardError);
        Outcome? killed = Watch(process);
        process.WaitForExit();
        return killed is { } why ? (why, "killed") : Judge(modelCase.Verb, process.ExitCode, output.Result, errors.Result);
    }

    private static Outcome? Watch(Process process)
    {
        long start = Stopwatch.GetTimestamp();
        while (!process.WaitForExit(50))
        {
            Outcome? over = Stopwatch.GetElapsedTime(start).TotalSeconds > MostSeconds ? Outcome.Time
                : Resident(process.Id) > MostResident ? Outcome.Memory
                : null;
            if (over is null)
                continue;
            process.Kill();
            return over;
        }
        return null;
    }

    private (Outcome, string) Judge(string verb, int exit, string output, string errors)
    {
        string error = FirstLine(errors);
        if (exit > 128)
            return (Outcome.Signal, $"exit {exit} {error}");
        if (exit == 70)
            return (Outcome.Escaped, error);
        bool judges = verb is "check" or "export --check";
        if (!Codes.Contains(exit) && !(judges && exit is 1 or 7) && !(verb == "run --cases" && exit == 1))
            return (Outcome.Contract, $"exit {exit} {error}");
        if (errors.Contains("\n   at ", StringComparison.Ordinal))
            return (Outcome.Contract, $"a stack trace: {error}");
        if (Unprintable(errors) is { } mark)
            return (Outcome.Contract, $"{mark} in an error");
        if (Unprintable(verb.EndsWith("json", StringComparison.Ordinal) ? "" : output) is { } shown)
            return (Outcome.Contract, $"{shown} in the output");
        if (HalfWritten(verb, exit) is { } left)
            return (Outcome.Contract, left);
        return exit == 9 ? (Outcome.Limited, error) : exit is 0 or 1 or 7 ? (Outcome.Answered, "") : (Outcome.Refused, error);
    }

    /// <summary>What an export left that it should not have left.</summary>
    private string? HalfWritten(string verb, int exit)
    {
        string[] left = [.. Directory.GetFileSystemEntries(Path.GetDirectoryName(Output)!).Select(e => Path.GetFileName(e))];
        bool published = exit == 0 && verb is "export" or "export --check";
        if (!published)
            return left.Length == 0 ? null : $"left behind: {string.Join(", ", left)}";
        if (left is not ["keyed"])
            return $"exit 0, and there are {string.Join(", ", left)}";
        return File.Exists(Path.Combine(Output, SavedModel.ProtoName)) ? null : $"exit 0 without {SavedModel.ProtoName}";
    }

    private static string? Unprintable(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) && c is not ('\n' or '\t'))
                return string.Create(CultureInfo.InvariantCulture, $"the control character {(int)c:X2}");
        }
        return Marks.FirstOrDefault(m => text.Contains(m, StringComparison.Ordinal)) is { } mark
            ? string.Create(CultureInfo.InvariantCulture, $"the mark {(int)mark[0]:X4}")
            : null;
    }

    private ProcessStartInfo Info(IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        info.Environment["NO_COLOR"] = "1";
        info.Environment["MALLOC_PERTURB_"] = "165";
        info.Environment.Remove("TFKEYED_TENSORFLOW");
        return info;
    }

    private static async Task<string> Read(StreamReader from)
    {
        var text = new StringBuilder();
        char[] part = new char[4096];
        int read;
        while ((read = await from.ReadAsync(part).ConfigureAwait(false)) > 0)
        {
            if (text.Length < MostText)
                text.Append(part, 0, read);
        }
        return text.ToString();
    }

    private static string FirstLine(string text)
    {
        string line = text.Split('\n').FirstOrDefault(l => l.Trim().Length > 0) ?? "";
        return line.Length > 200 ? line[..200] : line;
    }

    private static long Resident(int process)
    {
        try
        {
            string[] parts = File.ReadAllText($"/proc/{process}/statm").Split(' ');
            return long.Parse(parts[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
