using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Formats.Values;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Cli.Printing;

/// <summary>Signatures for people: one line an input or output, in columns.</summary>
/// <param name="terminal">Where to print.</param>
internal readonly struct SignatureText(Terminal terminal)
{
    /// <summary>Prints the inputs and outputs.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="indent">Blanks before each line.</param>
    /// <param name="keys">Names to mark as keys.</param>
    public void Print(ModelSignature signature, string indent, IReadOnlyCollection<string> keys)
    {
        int width = signature.Inputs.Concat(signature.Outputs).Select(a => a.Name.Length).DefaultIfEmpty().Max();
        foreach (SignatureArgument input in signature.Inputs)
            PrintLine(input, indent, "in ", width, keys);
        foreach (SignatureArgument output in signature.Outputs)
            PrintLine(output, indent, "out", width, keys);
    }

    private void PrintLine(SignatureArgument argument, string indent, string direction, int width, IReadOnlyCollection<string> keys)
    {
        bool isKey = keys.Contains(argument.Name);
        string line = $"{argument.Name.PadRight(width)}  {argument.Type.Name()} {argument.Shape}";
        string note = isKey ? "  <- the key" : argument.Default is { } value ? $"  = {Short(value)} unless given" : "";
        terminal.Out.WriteLine($"{indent}{terminal.Style.Faint(direction)} {(isKey ? terminal.Style.Key(line + note) : line + note)}");
    }

    private static string Short(Tensor value) => value.Count == 1 ? ValueText.Element(value, 0) : value.ToString();
}
