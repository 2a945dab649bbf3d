namespace TfKeyedExport.Conformance;

/// <summary>What the program is told.</summary>
/// <param name="Server">The server's program.</param>
/// <param name="Models">The folder of models that make_models.py made.</param>
/// <param name="Cases">The folder of cases.</param>
/// <param name="Only">A part of the names of those that are run; empty for all.</param>
internal sealed record Options(string Server, string Models, string Cases, string Only)
{
    /// <summary>How it is called.</summary>
    public const string Usage =
        """
        usage: TfKeyedExport.Conformance --server PROGRAM --models DIR [--only PART] CASES_DIR

        Starts servers, runs every case of a folder against them, prints what is wrong, and ends with "N of M".
        --models is what make_models.py made of the same cases; --only runs those whose name contains PART.
        """;

    /// <summary>Reads the arguments; null if they are wrong.</summary>
    public static Options? Parse(string[] args)
    {
        var named = new Dictionary<string, string>();
        string? cases = null;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] is "--server" or "--models" or "--only" && i + 1 < args.Length)
                named[args[i]] = args[++i];
            else if (cases is null && !args[i].StartsWith('-'))
                cases = args[i];
            else
                return null;
        }
        return cases is not null && named.TryGetValue("--server", out string? server) && named.TryGetValue("--models", out string? models)
            ? new Options(server, models, cases, named.GetValueOrDefault("--only", ""))
            : null;
    }
}
