using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Inspection;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Inspecting;

/// <summary>Shows the files of a model beside its graph and variables to people.</summary>
/// <param name="terminal">Where to print.</param>
internal readonly struct AssetText(Terminal terminal)
{
    private const int Shown = 20;

    /// <summary>Prints a line for each file; nothing if there are none.</summary>
    /// <param name="files">The files.</param>
    /// <param name="heading">What they are.</param>
    /// <param name="indent">Blanks before each line.</param>
    public void Print(IReadOnlyList<AssetInspection> files, StyledText heading, string indent)
    {
        if (files.Count == 0)
            return;
        terminal.Out.WriteLine($"{indent}{heading}");
        foreach (AssetInspection file in files.Take(Shown))
        {
            string use = file.Tensors.Count > 0 ? $", read by {string.Join(", ", file.Tensors)}" : "";
            StyledText size = file.Bytes is { } bytes ? terminal.Style.Faint(ByteCount.Text(bytes)) : terminal.Style.Warning(file.Problem!);
            terminal.Out.WriteLine($"{indent}  {file.Filename}  {size}{use}");
        }
        if (files.Count > Shown)
            terminal.Out.WriteLine($"{indent}  and {files.Count - Shown} more; --json lists all");
    }
}
