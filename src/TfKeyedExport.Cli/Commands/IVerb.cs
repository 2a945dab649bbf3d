namespace TfKeyedExport.Cli.Commands;

/// <summary>A verb of the program, with what has to be known of it before it is made and what its help shows beside the options.</summary>
internal interface IVerb
{
    /// <summary>The word on the command line.</summary>
    static abstract string Word { get; }

    /// <summary>Whether the verb runs a model, so that wider vectors repay the start of a second program.</summary>
    /// <param name="args">The whole command line, without the program.</param>
    static abstract bool Computes(IReadOnlyList<string> args);

    /// <summary>An example of its use and of what it does, in a few lines.</summary>
    string Example { get; }
}
