using System.Text;

namespace TfKeyedExport.Server.Flags;

/// <summary>The help, made of the table of flags.</summary>
internal static class ServerHelp
{
    private const int Width = 110;
    private const int Indent = 6;

    private const string Head = """
        Serve keyed models as TensorFlow Serving does: REST and gRPC under its paths, with its flags.

        Usage:
          tfkeyed serve --model_base_path=FOLDER [FLAGS]
          tfkeyed serve --model_config_file=FILE [FLAGS]

        Flags are written --flag=VALUE or --flag VALUE, with underscores or hyphens; a switch is also --flag alone. The last one counts.

        """;

    private const string Tail = """

        Example:
          tfkeyed serve --rest_api_port=8501 --model_name=babyweight --model_base_path=/models/babyweight --enable_batching
          curl localhost:8501/v1/models/babyweight:predict -d '{"instances": [{"key": "row-7", "x": 1.5}]}'

        Exit codes: 0 ended by a signal and drained, 2 wrong usage; the others are those of tfkeyed.

        """;

    /// <summary>The help.</summary>
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (IGrouping<FlagGroup, Flag> group in FlagTable.All.Where(f => f.WhyIgnored is null).GroupBy(f => f.Group))
        {
            text.Append('\n').Append(group.Key).Append(":\n");
            foreach (Flag flag in group)
                Append(text, flag);
        }
        text.Append("\nIgnored, each with a warning that says why:\n");
        Wrap(text, string.Join(' ', FlagTable.All.Where(f => f.WhyIgnored is not null).Select(f => $"--{f.Name}")), 2);
        text.Append("\n  --help      this text\n  --version   the program's version and the protocol's\n");
        return text.Append(Tail.ReplaceLineEndings("\n")).ToString();
    }

    private static void Append(StringBuilder text, Flag flag)
    {
        string value = flag.IsSwitch ? "" : $"={flag.ValueName}";
        text.Append("  --").Append(flag.Name).Append(value).Append('\n');
        string repeated = flag.IsRepeatable ? " May be repeated." : "";
        // Off is what everybody expects of a switch.
        string standard = flag.Default.Length > 0 && !(flag.IsSwitch && flag.Default == "false") ? $" Default: {flag.Default}." : "";
        Wrap(text, flag.Description + repeated + standard, Indent);
    }

    private static void Wrap(StringBuilder text, string words, int indent)
    {
        int column = 0;
        foreach (string word in words.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }
            text.Append(' ', column == 0 ? indent : 1).Append(word);
            column += word.Length + (column == 0 ? indent : 1);
        }
        text.Append('\n');
    }
}
