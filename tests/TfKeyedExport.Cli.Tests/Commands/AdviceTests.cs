using System.Text.RegularExpressions;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

/// <summary>Messages of the libraries name options: each verb that can print such a message has to have them.</summary>
public partial class AdviceTests
{
    private static readonly string[] All = ["export", "check", "run", "bench", "handoff"];
    private static readonly string[] WithCheck = ["export", "check", "handoff"];
    private static readonly string[] Export = ["export"];

    /// <summary>Who prints the messages of a folder; the longest name counts.</summary>
    private static readonly (string Folder, string[] Verbs)[] Printers =
    [
        ("TfKeyedExport/", All),
        ("TfKeyedExport/Keying/", Export),
        ("TfKeyedExport/Keying/Sources/", All),
        ("TfKeyedExport/SavedModels/Publishing/", Export),
        ("TfKeyedExport.Formats/", All),
        ("TfKeyedExport.Benchmarking/", ["bench"]),
        ("TfKeyedExport.Hosting/", All),
        ("TfKeyedExport.Hosting/Versions/", Export),
        ("TfKeyedExport.Embedded/", All),
        ("TfKeyedExport.TensorFlow/", All),
        ("TfKeyedExport.Checking/", WithCheck),
        ("TfKeyedExport.Checking/Samples/SampleRows.cs", ["bench", "handoff"]),
        ("TfKeyedExport.Checking/Samples/Sampler.cs", ["export", "check", "bench", "handoff"]),
        ("TfKeyedExport.Handoff/", ["handoff"]),
        ("TfKeyedExport.Handoff/Manifests/", []),
    ];

    public static TheoryData<string, string> Advised()
    {
        var advised = new SortedSet<(string, string)>();
        string root = Path.Combine(Repository.Root, "src");
        foreach (string file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(root, file).Replace('\\', '/');
            string[]? verbs = Printers.Where(p => name.StartsWith(p.Folder, StringComparison.Ordinal))
                .OrderBy(p => p.Folder.Length)
                .Select(p => p.Verbs)
                .LastOrDefault();
            // The options there are those of programs that fetch a model from elsewhere.
            if (verbs is null || name.EndsWith("/LocalPath.cs", StringComparison.Ordinal))
                continue;
            foreach (string line in File.ReadLines(file).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            {
                foreach (string option in Texts().Matches(line).SelectMany(text => Options().Matches(text.Value)).Select(o => o.Value))
                    advised.UnionWith(verbs.Where(v => !IsExempt(v, option)).Select(v => (v, option)));
            }
        }
        return [.. advised];
    }

    [Theory]
    [MemberData(nameof(Advised))]
    public void A_verb_has_the_options_that_its_messages_advise(string verb, string option) =>
        Assert.Contains(option, Options().Matches(Tfkeyed.Run(verb, "--help").Output).Select(m => m.Value));

    // An export is checked against its own model, and what is handed over against none. Of other options, the messages say whose they are.
    private static bool IsExempt(string verb, string option) =>
        (verb, option) is ("handoff", "--against" or "--from" or "--keep-as" or "--replay")
            or ("export", "--against") or ("export", "--replay") or (_, "--cases") or ("check", "--keep-as");

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Texts();

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex Options();
}
