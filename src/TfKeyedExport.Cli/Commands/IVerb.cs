namespace TfKeyedExport.Cli.Commands;

/// <summary>A verb of the program, with what its help shows beside the options.</summary>
internal interface IVerb
{
    /// <summary>An example of its use and of what it does, in a few lines.</summary>
    string Example { get; }
}
