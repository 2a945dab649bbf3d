using System.CommandLine;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Flags;

/// <summary>The command line of the server, from its arguments to options.</summary>
internal static class ServerFlags
{
    /// <summary>Reads a command line.</summary>
    /// <param name="args">The arguments, without the verb.</param>
    /// <returns>Options, or what to tell, or all that is wrong.</returns>
    public static FlagOutcome Parse(IReadOnlyList<string> args)
    {
        var errors = new List<string>();
        List<string> normal = FlagArguments.Normalize(args, errors);
        Dictionary<Flag, Option<string[]>> options = FlagTable.All.ToDictionary(f => f, OptionOf);
        var help = new Option<bool>("--help", "-h", "-?");
        var version = new Option<bool>("--version");
        var command = new Command("serve") { help, version };
        foreach (Option option in options.Values)
            command.Add(option);
        ParseResult parsed = command.Parse(normal, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (parsed.GetResult(help) is { Implicit: false })
            return new FlagOutcome.Tell(ServerHelp.Text);
        if (parsed.GetResult(version) is { Implicit: false })
            return new FlagOutcome.Tell(ServerVersion.Text);
        errors.AddRange(parsed.UnmatchedTokens.Select(t => $"'{t}' is no flag; flags begin with two hyphens, such as --model_base_path=FOLDER"));
        return Apply(parsed, options, errors);
    }

    private static FlagOutcome Apply(ParseResult parsed, Dictionary<Flag, Option<string[]>> options, List<string> errors)
    {
        var result = new ServerOptions();
        var warnings = new List<string>();
        foreach ((Flag flag, Option<string[]> option) in options)
        {
            if (parsed.GetResult(option) is not { Implicit: false } given)
                continue;
            string[] values = [.. given.Tokens.Select(t => t.Value)];
            if (values.Length < given.IdentifierTokenCount)
                errors.Add($"--{flag.Name} needs a value: --{flag.Name}={flag.ValueName}");
            else
                result = flag.Apply(result, flag.IsRepeatable ? values : values[^1..], errors);
            if (flag.WhyIgnored is { } why)
                warnings.Add($"--{flag.Name} is ignored: {why}");
        }
        if (result.RequestLog is { Directory.Length: 0 })
            errors.Add("--log-rate, --log-key-pattern, --log-header and the like say what is logged, and nothing is; add --request-log=FOLDER");
        return errors.Count > 0 ? new FlagOutcome.Refuse(errors) : new FlagOutcome.Start(result, warnings);
    }

    // Values are read by the table: the parser only finds them, each behind its flag.
    private static Option<string[]> OptionOf(Flag flag) => new($"--{flag.Name}") { Arity = ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = false };
}
