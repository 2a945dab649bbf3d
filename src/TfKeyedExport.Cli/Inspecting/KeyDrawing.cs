using System.Globalization;
using TfKeyedExport.Inspection;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Signatures;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Inspecting;

/// <summary>Draws a signature as SVG: inputs on the left, outputs on the right, the model between them, and keys on their way past it.</summary>
/// <param name="html">Where to write.</param>
internal sealed class KeyDrawing(TextWriter html)
{
    private const int Width = 1000;
    private const int Left = 260;
    private const int Right = 740;
    private const int Row = 34;
    private const int Margin = 12;
    private const int LongestName = 30;
    private const int MostArguments = 40;

    /// <summary>Writes a signature.</summary>
    /// <param name="inspection">The signature, and the ways of its keys.</param>
    /// <param name="nodes">How many nodes the model has.</param>
    public void Write(SignatureInspection inspection, int nodes)
    {
        ModelSignature signature = inspection.Signature;
        List<SignatureArgument> inputs = [.. signature.Inputs.Where(i => inspection.Keys.All(k => k.Input != i.Name)).Take(MostArguments)];
        List<SignatureArgument> outputs = [.. signature.Outputs.Where(o => inspection.Keys.All(k => k.Output != o.Name)).Take(MostArguments)];
        int lanes = Math.Max(1, inspection.Keys.Count);
        int modelTop = (lanes * Row) + (2 * Margin);
        int modelRows = Math.Max(1, Math.Max(inputs.Count, outputs.Count));
        int height = modelTop + (modelRows * Row) + Margin;
        html.WriteLine(
            $"<div class=\"drawing\"><svg viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" "
                + $"aria-label=\"{Visible.Html(Describe(inspection))}\">");
        for (int i = 0; i < inspection.Keys.Count; i++)
            WriteKey(signature, inspection.Keys[i], Margin + (i * Row));
        if (!inspection.IsKeyed)
            WriteNoKey(Margin);
        html.WriteLine(Invariant($"<rect x=\"{Left + 90}\" y=\"{modelTop}\" width=\"{Right - Left - 180}\" height=\"{modelRows * Row}\" rx=\"6\"/>"));
        int center = modelTop + (modelRows * Row / 2) + 5;
        html.WriteLine(Invariant($"<text x=\"{Width / 2}\" y=\"{center}\" text-anchor=\"middle\">the model, {nodes:N0} nodes</text>"));
        for (int i = 0; i < inputs.Count; i++)
            WriteInput(inputs[i], modelTop + (i * Row) + (Row / 2), "");
        for (int i = 0; i < outputs.Count; i++)
            WriteOutput(outputs[i], modelTop + (i * Row) + (Row / 2), "");
        for (int i = 0; i < inputs.Count; i++)
            WriteLine(Left, Left + 90, modelTop + (i * Row) + (Row / 2), "");
        for (int i = 0; i < outputs.Count; i++)
            WriteLine(Right - 90, Right, modelTop + (i * Row) + (Row / 2), "");
        html.WriteLine("</svg></div>");
        int more = signature.Inputs.Count + signature.Outputs.Count - inputs.Count - outputs.Count - (2 * inspection.Keys.Count);
        if (more > 0)
            html.WriteLine(Invariant($"<p class=\"soft small\">and {more:N0} more inputs and outputs.</p>"));
    }

    private void WriteKey(ModelSignature signature, KeyPath key, int top)
    {
        const int Shown = 3;
        const int LetterWidth = 8;
        int middle = top + (Row / 2);
        WriteLine(Left, Right, middle, "key");
        WriteInput(signature.Inputs.First(i => i.Name == key.Input), middle, "key");
        WriteOutput(signature.Outputs.First(o => o.Name == key.Output), middle, "key");
        int count = Math.Min(key.Nodes.Count, Shown);
        int spacing = (Right - Left) / (count + 1);
        int width = Math.Min(170, spacing - 10);
        int longest = (width - 20) / LetterWidth;
        for (int i = 0; i < count; i++)
        {
            int center = Left + (spacing * (i + 1));
            string name = i == Shown - 1 && key.Nodes.Count > Shown ? $"{key.Nodes.Count - i} more" : Short(key.Nodes[i], longest);
            string title = $"<title>{Visible.Html(key.Nodes[i])}</title>";
            html.WriteLine(Invariant(
                $"<rect class=\"key\" x=\"{center - (width / 2)}\" y=\"{middle - 12}\" width=\"{width}\" height=\"24\" rx=\"12\">{title}</rect>"));
            html.WriteLine(Invariant($"<text class=\"key\" x=\"{center}\" y=\"{middle + 5}\" text-anchor=\"middle\">{Visible.Html(name)}</text>"));
        }
    }

    private void WriteNoKey(int top)
    {
        WriteLine(Left, Right, top + (Row / 2), "none");
        html.WriteLine(Invariant($"<text class=\"soft\" x=\"{Width / 2}\" y=\"{top + 8}\" text-anchor=\"middle\">not keyed: export adds a key here</text>"));
    }

    private void WriteInput(SignatureArgument argument, int middle, string style) =>
        html.WriteLine(Invariant($"<text class=\"{style}\" x=\"{Left - 8}\" y=\"{middle + 5}\" text-anchor=\"end\">{Label(argument)}</text>"));

    private void WriteOutput(SignatureArgument argument, int middle, string style) =>
        html.WriteLine(Invariant($"<text class=\"{style}\" x=\"{Right + 8}\" y=\"{middle + 5}\">{Label(argument)}</text>"));

    // The name as far as there is room for it; a pointer that rests on it shows all of the argument.
    private static string Label(SignatureArgument argument) =>
        $"<title>{Visible.Html(argument.ToString())}</title>{Visible.Html(Short(argument.Name, LongestName))}";

    private void WriteLine(int from, int to, int y, string style) =>
        html.WriteLine(Invariant($"<path class=\"{style}\" d=\"M{from} {y} H{to} m-6 -4 l6 4 l-6 4\"/>"));

    private static string Describe(SignatureInspection inspection) => inspection.IsKeyed
        ? "Keys pass beside the model: " + string.Join(", ", inspection.Keys.Select(k => $"{k.Input} to {k.Output}"))
        : "The signature has no key";

    private static string Short(string text, int length)
    {
        string visible = Visible.Of(text);
        return visible.Length <= length ? text : $"{visible[..(length / 2)]}\u2026{visible[^((length - 1) / 2)..]}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
