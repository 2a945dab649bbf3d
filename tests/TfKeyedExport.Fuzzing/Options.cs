using System.Globalization;

namespace TfKeyedExport.Fuzzing;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        ops     random operations, honest ones and ones that lie about types, on the embedded engine
        models  damaged models through the verbs of a published program
        requests  damaged bodies of requests and configurations of the server, read in process
        bits    rows of whole models in random batches against the same rows alone, bit for bit, at one and at all threads
        proofs  random graphs: what is proved of their rows against random batches on the embedded engine

        --seed N        cases are the same for the same seed (1)
        --from N        the first case (0)
        --count N       how many cases (all that fit into --seconds)
        --seconds N     how long (60)
        --case N        one case only; its model is kept and its error printed
        --workers N     processes at a time (one a core)
        --keep FOLDER   where models of faults go (fuzz-faults)
        --json FILE     the summary as JSON
        --only NAME     ops: one operation; models: one verb; requests: one kind; bits: one model
        --program FILE  models: the published program
        --models FOLDER models: more models to damage; bits: the models
        """;

    public required string Verb { get; init; }
    public ulong Seed { get; init; } = 1;
    public long From { get; init; }
    public long Count { get; init; } = long.MaxValue;
    public double Seconds { get; init; } = 60;
    public long? Case { get; init; }
    public int Workers { get; init; } = Environment.ProcessorCount;
    public string Keep { get; init; } = "fuzz-faults";
    public string? Json { get; init; }
    public string? Only { get; init; }
    public string? Program { get; init; }
    public string? Models { get; init; }

    /// <summary>Of a worker: only each such case.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Reads the command line; null if it is wrong.</summary>
    public static Options? Parse(string[] args)
    {
        if (args.Length == 0)
            return null;
        var options = new Options { Verb = args[0] };
        for (int i = 1; i + 1 < args.Length; i += 2)
        {
            string value = args[i + 1];
            Options? next = args[i] switch
            {
                "--seed" => options with { Seed = ulong.Parse(value, CultureInfo.InvariantCulture) },
                "--from" => options with { From = long.Parse(value, CultureInfo.InvariantCulture) },
                "--count" => options with { Count = long.Parse(value, CultureInfo.InvariantCulture), Seconds = options.Seconds == 60 ? 1e9 : options.Seconds },
                "--seconds" => options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
                "--case" => options with { Case = long.Parse(value, CultureInfo.InvariantCulture) },
                "--workers" => options with { Workers = int.Parse(value, CultureInfo.InvariantCulture) },
                "--keep" => options with { Keep = value },
                "--json" => options with { Json = value },
                "--only" => options with { Only = value },
                "--program" => options with { Program = value },
                "--models" => options with { Models = value },
                "--step" => options with { Step = int.Parse(value, CultureInfo.InvariantCulture) },
                _ => null,
            };
            if (next is null)
                return null;
            options = next;
        }
        return args.Length % 2 == 1 ? options : null;
    }
}
