using System.CommandLine;
using System.CommandLine.Parsing;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Cli.Options;

/// <summary>
/// Arguments without a text in them, which no option and no argument of any verb has a use for: most come from a variable of a shell that is not set.
/// </summary>
internal static class EmptyArguments
{
    /// <summary>Refuses them, before any verb takes one for the working folder.</summary>
    /// <exception cref="TfKeyedException">There is one (usage).</exception>
    public static void Refuse(ParseResult parsed)
    {
        for (CommandResult? command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
        {
            foreach (SymbolResult part in command.Children)
            {
                if (!part.Tokens.Any(t => t.Type == TokenType.Argument && string.IsNullOrWhiteSpace(t.Value)))
                    continue;
                string name = part switch { OptionResult option => option.Option.Name, ArgumentResult argument => argument.Argument.Name, _ => "an argument" };
                throw TfKeyedException.Usage("the value is empty", name, "give it a value; in a script, see whether a variable is set");
            }
        }
    }
}
