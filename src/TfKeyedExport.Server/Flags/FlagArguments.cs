using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Flags;

/// <summary>Arguments as they were given become arguments in the names of the table; what is no flag is told of with the nearest that is one.</summary>
internal static class FlagArguments
{
    /// <summary>Flags that are not in the table, since they set nothing.</summary>
    public static IReadOnlyList<string> Told { get; } = ["help", "version"];

    /// <summary>Rewrites arguments.</summary>
    /// <param name="args">What was given.</param>
    /// <param name="errors">Takes what is no flag.</param>
    public static List<string> Normalize(IReadOnlyList<string> args, List<string> errors)
    {
        var normal = new List<string>(args.Count);
        for (int i = 0; i < args.Count; i++)
        {
            string arg = args[i];
            if (arg.Length < 3 || !arg.StartsWith("--", StringComparison.Ordinal))
            {
                normal.Add(arg);
                continue;
            }
            int equals = arg.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? arg[2..] : arg[2..equals];
            if (FlagTable.Find(name) is { } flag)
                normal.AddRange(Rewrite(flag, equals < 0 ? null : arg[(equals + 1)..], i + 1 < args.Count ? args[i + 1] : null));
            else if (Told.Contains(name))
                normal.Add($"--{name}");
            else
                errors.Add(Unknown(name));
        }
        return normal;
    }

    // A switch without a value gets one: of switches given twice the last one counts, and nothing else would tell where it stood.
    private static string[] Rewrite(Flag flag, string? value, string? next) => value switch
    {
        null when flag.IsSwitch && !(next is not null && FlagTypes.Truth.TryRead(next, out _)) => [$"--{flag.Name}=true"],
        null => [$"--{flag.Name}"],
        // The parser would take nothing behind the sign for no value at all.
        "" => [$"--{flag.Name}", ""],
        _ => [$"--{flag.Name}={value}"],
    };

    private static string Unknown(string name)
    {
        string? nearest = NearestName.Find(name.Replace('-', '_'), FlagTable.All.Select(f => f.Name.Replace('-', '_')).Concat(Told));
        string advice = nearest is null ? "see --help for those there are" : $"did you mean --{FlagTable.Find(nearest)?.Name ?? nearest}?";
        return $"there is no flag --{name}; {advice}";
    }
}
