namespace TfKeyedExport.Signatures;

/// <summary>The arguments that label rows and come back beside the answers, such as keys: they come one a row, but do not tell what a row is.</summary>
/// <param name="Inputs">The names of the inputs.</param>
/// <param name="Outputs">The names of the outputs as which they come back.</param>
internal sealed record RowLabels(IReadOnlySet<string> Inputs, IReadOnlySet<string> Outputs)
{
    /// <summary>Of a signature whose rows carry no label.</summary>
    public static RowLabels None { get; } = new(new HashSet<string>(), new HashSet<string>());

    /// <summary>Whether an input is a label.</summary>
    public bool Has(SignatureArgument input) => Inputs.Contains(input.Name);

    /// <summary>Whether an output is a label that comes back.</summary>
    public bool Gives(SignatureArgument output) => Outputs.Contains(output.Name);
}
