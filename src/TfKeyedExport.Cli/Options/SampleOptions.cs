using System.CommandLine;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples.Examples;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.Cli.Options;

/// <summary>The options that say what a check tries, and for how long.</summary>
/// <param name="asksServers">Whether the verb checks live servers too.</param>
internal sealed class SampleOptions(bool asksServers = false)
{
    private const int MaxRows = 100_000;
    private readonly Option<string?> _examples = new("--examples")
    {
        Description = "Rows to use instead of made-up ones: CSV with a header, JSON lines, a TF Serving REST body or golden cases; keys may be left out.",
        HelpName = "FILE",
    };
    private readonly Option<int> _rows = new("--rows")
    {
        Description = "How many sample rows to make. Default: 64, fewer of a model whose rows or weights are large.",
        HelpName = "N",
        CustomParser = NumberParser.Whole(1, MaxRows),
    };
    private readonly Option<long> _seed = new("--seed")
    {
        Description = "Decides sample rows and shuffles; the same seed makes the same calls.",
        HelpName = "N",
        CustomParser = NumberParser.Whole(long.MinValue, long.MaxValue),
    };
    private readonly Option<double> _seconds = new("--seconds")
    {
        Description = "The longest that the check goes on; then it ends with what it has found out."
            + (asksServers ? " With --remote: how long it calls, 10 unless given." : ""),
        HelpName = "N",
        DefaultValueFactory = _ => LimitOptions.HuntSeconds,
        CustomParser = NumberParser.Positive(LimitOptions.MostSeconds),
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_examples, _rows, _seed, _seconds])
            command.Add(option);
    }

    /// <summary>Reads the options; the file of examples is only looked for.</summary>
    public SampleChoice Read(ParseResult parsed)
    {
        string? examples = parsed.GetValue(_examples);
        if (examples is not null)
            LocalPath.Check(examples);
        return new SampleChoice(
            examples, parsed.GetResult(_rows) is null ? null : parsed.GetValue(_rows), parsed.GetValue(_seed), TimeSpan.FromSeconds(parsed.GetValue(_seconds)))
        {
            IsDuration = parsed.GetResult(_seconds) is { Implicit: false },
        };
    }
}

/// <summary>What a check tries, and for how long.</summary>
/// <param name="Examples">The file with rows to use; null makes some.</param>
/// <param name="Rows">How many to make; null leaves it to the check.</param>
/// <param name="Seed">Decides them.</param>
/// <param name="Duration">The longest that the check goes on.</param>
internal sealed record SampleChoice(string? Examples, int? Rows, long Seed, TimeSpan Duration)
{
    /// <summary>Whether somebody said how long it goes on.</summary>
    public bool IsDuration { get; init; }

    /// <summary>The choice of somebody who says nothing.</summary>
    public static SampleChoice Default { get; } = new(null, null, 0, TimeSpan.FromSeconds(LimitOptions.HuntSeconds));

    /// <summary>The rows of the file; null if none is named.</summary>
    public ExampleRows? Load(SavedModel model, string signature, IReadOnlyList<string>? tags, IReadOnlyList<KeyPair>? keys = null) =>
        Examples is null ? null : ExampleRows.Load(Examples, model, signature, tags, keys);
}
