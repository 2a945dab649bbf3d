using System.Text.RegularExpressions;

namespace TfKeyedExport.Conformance.Servers;

/// <summary>What a case's <c>setup</c> says in words.</summary>
internal sealed partial record Setup
{
    /// <summary>S1 to S16; empty if it names none.</summary>
    public string Number { get; private init; } = "";

    /// <summary>Flags of the server.</summary>
    public IReadOnlyList<string> Flags { get; private init; } = [];

    /// <summary>A MonitoringConfig's text; null for none.</summary>
    public string? Monitoring { get; private init; }

    /// <summary>Labels of the first model.</summary>
    public IReadOnlyDictionary<string, long> Labels { get; private init; } = new Dictionary<string, long>();

    /// <summary>The versions that the first model serves; none for all that are there.</summary>
    public IReadOnlyList<long> Versions { get; private init; } = [];

    /// <summary>The client's deadline; null for the usual one.</summary>
    public TimeSpan? Deadline { get; private init; }

    /// <summary>Whether the first model has no version yet.</summary>
    public bool BasePathIsEmpty { get; private init; }

    /// <summary>The models that REST predicts are sent to before the call, by name; empty for the first model of the setup.</summary>
    public IReadOnlyList<string> Before { get; private init; } = [];

    /// <summary>The case that is run before on the same server; null for none.</summary>
    public string? After { get; private init; }

    /// <summary>Reads a setup.</summary>
    /// <exception cref="FormatException">It says what the runner does not know.</exception>
    public static Setup Parse(string text)
    {
        string[] sentences = text.Split(';', StringSplitOptions.TrimEntries);
        string[] parts = sentences[0].Split(" + ", StringSplitOptions.TrimEntries);
        Setup setup = Head(parts[0]);
        foreach (string addition in parts[1..])
            setup = Added(setup, addition, text);
        foreach (string sentence in sentences[1..])
            setup = Told(setup, sentence, text);
        return setup;
    }

    private static Setup Head(string head)
    {
        if (Described().Match(head) is { Success: true } described)
        {
            string told = described.Groups["told"].Value;
            return new Setup
            {
                Number = described.Groups["number"].Value,
                Flags = [.. Flag().Matches(told).Select(m => m.Value.TrimEnd(',', '.'))],
                Deadline = ClientDeadline().Match(told) is { Success: true } deadline ? TimeSpan.FromMilliseconds(int.Parse(deadline.Groups[1].Value)) : null,
            };
        }
        if (WithLabels().Match(head) is { Success: true } labels)
        {
            return new Setup
            {
                Number = labels.Groups["number"].Value,
                Labels = Arrow().Matches(head).ToDictionary(m => m.Groups[1].Value, m => long.Parse(m.Groups[2].Value)),
            };
        }
        if (WithoutVersions().Match(head) is { Success: true } empty)
            return new Setup { Number = empty.Groups["number"].Value, BasePathIsEmpty = true };
        if (FirstConfigured().Match(head) is { Success: true } first)
            return new Setup { Versions = [.. first.Groups["versions"].Value.Split(',', StringSplitOptions.TrimEntries).Select(long.Parse)] };
        if (DirectlyAfter().Match(head) is { Success: true } after)
            return new Setup { Number = "S1", After = after.Groups["case"].Value };
        throw Unknown(head, head);
    }

    private static Setup Added(Setup setup, string addition, string text)
    {
        if (addition.StartsWith("--", StringComparison.Ordinal))
            return setup with { Flags = [.. setup.Flags, .. addition.Split(' ', StringSplitOptions.RemoveEmptyEntries)] };
        return MonitoringConfig().Match(addition) is { Success: true } monitoring
            ? setup with { Monitoring = monitoring.Groups["text"].Value }
            : throw Unknown(addition, text);
    }

    private static Setup Told(Setup setup, string sentence, string text)
    {
        if (RunInOrder().IsMatch(sentence))
            return setup;
        return AfterPredict().Match(sentence) is { Success: true } after
            ? setup with { Before = [.. setup.Before, after.Groups["model"].Value] }
            : throw Unknown(sentence, text);
    }

    private static FormatException Unknown(string part, string text) =>
        new(part == text ? $"the runner does not know setup \"{text}\"" : $"the runner does not know \"{part}\" in setup \"{text}\"");

    [GeneratedRegex(@"^(?<number>S\d+[a-z]?)(:(?<told>.*))?$")]
    private static partial Regex Described();

    [GeneratedRegex(@"--\S+")]
    private static partial Regex Flag();

    [GeneratedRegex(@"client deadline (\d+) ms")]
    private static partial Regex ClientDeadline();

    [GeneratedRegex(@"^(?<number>S\d+[a-z]?) with labels? (\S+->\d+(, )?)+$")]
    private static partial Regex WithLabels();

    [GeneratedRegex(@"(\S+)->(\d+)")]
    private static partial Regex Arrow();

    [GeneratedRegex("^(?<number>S\\d+[a-z]?) with a model whose base path is still empty$")]
    private static partial Regex WithoutVersions();

    [GeneratedRegex(@"^\w+ first configured with specific \{(?<versions>[\d, ]+)\}$")]
    private static partial Regex FirstConfigured();

    [GeneratedRegex(@"^directly after (?<case>\S+) on the same server$")]
    private static partial Regex DirectlyAfter();

    [GeneratedRegex("^monitoring config (?<text>prometheus_config ?\\{.*\\})$")]
    private static partial Regex MonitoringConfig();

    [GeneratedRegex(@"^run \S+ in this order$")]
    private static partial Regex RunInOrder();

    [GeneratedRegex(@"^after one REST predict( to unknown model (?<model>\S+))?$")]
    private static partial Regex AfterPredict();
}
