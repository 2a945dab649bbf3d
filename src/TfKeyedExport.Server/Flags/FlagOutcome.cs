using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Flags;

/// <summary>What a command line comes to.</summary>
internal abstract record FlagOutcome
{
    private FlagOutcome()
    {
    }

    /// <summary>The server is to start.</summary>
    /// <param name="Options">How; the files that they name are not read yet.</param>
    /// <param name="Warnings">Lines for standard error: flags that were given for nothing.</param>
    public sealed record Start(ServerOptions Options, IReadOnlyList<string> Warnings) : FlagOutcome;

    /// <summary>Something is asked that is told at once: help or version. The program ends with 0.</summary>
    /// <param name="Text">The lines.</param>
    public sealed record Tell(string Text) : FlagOutcome;

    /// <summary>The command line is wrong. The program ends with 2.</summary>
    /// <param name="Errors">All that is wrong with it, a line each.</param>
    public sealed record Refuse(IReadOnlyList<string> Errors) : FlagOutcome;
}
