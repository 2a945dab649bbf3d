using TfKeyedExport.Testing;

namespace TfKeyedExport.Server.Tests.Flags;

/// <summary>TensorFlow Serving's flags, as <c>tests/Conformance/flags.tsv</c> has them.</summary>
internal sealed record FlagFacts(string Name, string Type, string Default, string Class)
{
    /// <summary>The flags of the file.</summary>
    public static IReadOnlyList<FlagFacts> All { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Conformance", "flags.tsv"))
            .Select(l => l.Split('\t'))
            .Where(f => f[0] == "flag")
            .Select(f => new FlagFacts(f[1].TrimStart('-'), f[2], f[3] == "''" ? "" : f[3], f[5])),
    ];

    /// <summary>Whether this server has a use for it.</summary>
    public bool Counts => Class != "ignore-with-warning";

    /// <summary>A value that it takes, other than its default.</summary>
    public string Example => Type switch { "bool" => Default == "true" ? "false" : "true", "string" => "some=text", "float" => "0.25", _ => "7" };
}
