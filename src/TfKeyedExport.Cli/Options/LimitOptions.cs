using System.CommandLine;
using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Safety;

namespace TfKeyedExport.Cli.Options;

/// <summary>The options that say how far a model may go: memory, time, and what it may reach outside.</summary>
/// <param name="seconds">The time limit of somebody who gives none.</param>
internal sealed class LimitOptions(double seconds)
{
    /// <summary>The time limit of calls in a check, which makes many of them.</summary>
    public const double CheckSeconds = 20;

    /// <summary>How long a check goes on at most, in seconds.</summary>
    public const double HuntSeconds = 120;

    /// <summary>The time limit of any other call.</summary>
    public const double Seconds = 60;

    /// <summary>The longest that any of these times may be given, in seconds: 11 days.</summary>
    public const double MostSeconds = 1e6;

    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("PiB", 1L << 50), ("EiB", 1L << 60),
        ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("PB", 1_000_000_000_000_000), ("B", 1),
    ];

    private readonly Option<string?> _memory = new("--memory-limit")
    {
        Description = "The most memory that one call may hold, such as 512MiB. Default: 4GiB.",
        HelpName = "BYTES",
    };

    private readonly Option<double> _time = new("--time-limit")
    {
        CustomParser = NumberParser.Positive(MostSeconds),
        Description = "The longest that one call may take.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => seconds,
    };

    private readonly Option<string[]> _allowed = new("--allow-op")
    {
        Description = "An operation that reaches outside the model, such as ReadFile, and may run all the same; may be repeated.",
        HelpName = "NAME",
    };

    /// <summary>The option that lets operations run that reach outside.</summary>
    public Option Allowed => _allowed;

    /// <summary>The option of memory.</summary>
    public Option Memory => _memory;

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_memory);
        command.Add(_time);
        command.Add(_allowed);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="host">How hosts are opened, but for these options.</param>
    /// <exception cref="TfKeyedException">A value makes no sense (usage).</exception>
    public HostOptions Read(ParseResult parsed, HostOptions host)
    {
        string[] allowed = parsed.GetValue(_allowed) ?? [];
        if (allowed.FirstOrDefault(a => !SafetyGate.IsKnown(a)) is { } unknown)
            throw TfKeyedException.Usage($"there is no operation '{unknown}'", "--allow-op", "take the name that the refusal gives");
        return host with
        {
            TimeLimit = TimeSpan.FromSeconds(parsed.GetValue(_time)),
            MemoryLimit = parsed.GetValue(_memory) is { } memory ? Bytes(memory) : host.MemoryLimit,
            AllowedOperations = allowed,
        };
    }

    private static long Bytes(string text)
    {
        foreach ((string suffix, long factor) in Units.Append(("", 1)))
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(
                    text.AsSpan(0, text.Length - suffix.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
                && number * factor is >= 1 and <= long.MaxValue / 2)
            {
                return (long)(number * factor);
            }
        }
        throw TfKeyedException.Usage(
            $"'{text}' is no amount of memory", "--memory-limit",
            "take 1 byte to 4EiB: bytes, or a number with KiB, MiB, GiB, TiB or PiB behind it, such as 512MiB");
    }
}
