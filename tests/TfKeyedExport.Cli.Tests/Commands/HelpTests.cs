using TfKeyedExport.Cli.Commands;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public class HelpTests
{
    // The server reads its flags itself, and has a help of its own.
    public static TheoryData<string> Words => [.. Verbs.Words.Where(w => w != ServeCommand.Word)];

    [Theory]
    [InlineData("tfkeyed")]
    [MemberData(nameof(Words))]
    public void The_help_is_the_approved_one(string verb)
    {
        Outcome run = Tfkeyed.Run(verb == "tfkeyed" ? ["--help"] : [verb, "--help"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        string folder = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Cli.Tests", "Help");
        string approved = Path.Combine(folder, $"{verb}.approved.txt");
        string received = Path.Combine(folder, $"{verb}.received.txt");
        // The program's name is that of the process, which is the test runner here.
        string text = string
            .Join('\n', run.Output.Split('\n').Select(line => line.TrimEnd()))
            .Replace(Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0]), "tfkeyed", StringComparison.Ordinal);
        if (File.Exists(approved) && File.ReadAllText(approved) == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        Assert.Fail($"the help of {verb} has changed: compare {received} with {approved}, and move it there if it reads well");
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_verb_shows_an_example(string verb)
    {
        string help = Tfkeyed.Run(verb, "--help").Output;
        Assert.Contains("Example:", help, StringComparison.Ordinal);
        Assert.Contains($"tfkeyed {verb} ", help, StringComparison.Ordinal);
    }
}
