using System.Globalization;
using TfKeyedExport.Inspection;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Inspecting;

/// <summary>
/// Draws a model as folded blocks: the graph and its functions, each with its name scopes, opened by hand. Bounded, however large the model is.
/// </summary>
/// <param name="html">Where to write.</param>
internal sealed class BlockDrawing(TextWriter html)
{
    private const int MostBlocks = 300;
    private const int MostOperations = 10;
    private const int MostLinks = 12;
    private const int LongestName = 72;
    private const int LongestTitle = 400;
    private const int BarWidth = 120;

    private readonly Dictionary<string, string> _anchors = new(StringComparer.Ordinal);

    /// <summary>Writes a metagraph's blocks.</summary>
    /// <param name="metaGraph">The metagraph.</param>
    /// <param name="number">Its number on the page.</param>
    public void Write(MetaGraph metaGraph, int number)
    {
        ModelBlocks blocks = ModelBlocks.Of(metaGraph, MostBlocks);
        int most = blocks.Whole.Max(b => b.Nodes);
        for (int i = 0; i < blocks.Whole.Count; i++)
            _anchors.TryAdd(blocks.Whole[i].Name, Invariant($"g{number}-{i}"));
        foreach (ModelBlock block in blocks.Whole.Take(blocks.Reached))
            WriteWhole(block, most);
        int others = blocks.Whole.Count - blocks.Reached + blocks.UntoldFunctions;
        if (others == 0)
            return;
        html.WriteLine(Invariant($"<details class=\"fold\"><summary>Functions that the graph does not reach ({others:N0})</summary>"));
        foreach (ModelBlock block in blocks.Whole.Skip(blocks.Reached))
            WriteWhole(block, most);
        if (blocks.UntoldFunctions > 0)
            html.WriteLine(Invariant($"<p class=\"soft\">and {blocks.UntoldFunctions:N0} more, which there was no room for.</p>"));
        html.WriteLine("</details>");
    }

    private void WriteWhole(ModelBlock block, int most)
    {
        bool isGraph = block.Name.Length == 0;
        string name = isGraph ? "the graph" : block.Name;
        html.Write($"<details class=\"block\" id=\"{_anchors[block.Name]}\"{(isGraph ? " open" : "")}>");
        WriteSummary(isGraph ? "graph" : "function", name, block, most);
        if (!isGraph)
            WriteLinks("Called by", block.Callers.Count > 0 ? block.Callers : ["nothing"]);
        WriteLinks("Calls", block.Calls);
        WriteInside(block, block.Nodes);
        html.WriteLine("</details>");
    }

    // As deep as blocks are told, which is bounded where they are made.
    private void WriteInside(ModelBlock block, int most)
    {
        string operations = string.Join(", ", block.Operations.Take(MostOperations).Select(o => Invariant($"{Visible.Html(Short(o.Op))}\u00a0{o.Count:N0}")));
        string more = block.Operations.Count > MostOperations ? Invariant($" and {block.Operations.Count - MostOperations:N0} more kinds") : "";
        if (operations.Length > 0)
            html.WriteLine($"<p class=\"ops\">{operations}{more}</p>");
        foreach (ModelBlock inner in block.Inner)
        {
            html.Write("<details class=\"block\">");
            WriteSummary("scope", inner.Name, inner, most);
            WriteInside(inner, most);
            html.WriteLine("</details>");
        }
        if (block.Untold > 0)
            html.WriteLine(Invariant($"<p class=\"soft small\">and {block.Untold:N0} more scopes.</p>"));
    }

    private void WriteSummary(string kind, string name, ModelBlock block, int most)
    {
        int width = Math.Max(2, (int)((long)BarWidth * block.Nodes / Math.Max(1, most)));
        string nodes = block.Nodes == 1 ? "1 node" : Invariant($"{block.Nodes:N0} nodes");
        html.WriteLine(
            $"<summary><span class=\"kind\">{kind}</span> <code title=\"{Visible.Html(Short(name, LongestTitle))}\">{Visible.Html(Short(name))}</code>"
                + Invariant($"<svg class=\"share\" viewBox=\"0 0 {BarWidth} 8\" width=\"{BarWidth}\" height=\"8\" aria-hidden=\"true\">")
                + Invariant($"<rect width=\"{width}\" height=\"8\" rx=\"2\"/></svg>")
                + $"<span class=\"count\">{nodes}</span></summary>");
    }

    private void WriteLinks(string word, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return;
        string links = string.Join(", ", names.Take(MostLinks).Select(Link));
        string more = names.Count > MostLinks ? Invariant($" and {names.Count - MostLinks:N0} more") : "";
        html.WriteLine($"<p class=\"links\"><span class=\"soft\">{word}</span> {links}{more}</p>");
    }

    private string Link(string name)
    {
        string shown = name.Length == 0 ? "the graph" : Visible.Html(Short(name));
        return _anchors.TryGetValue(name, out string? anchor) ? $"<a href=\"#{anchor}\"><code>{shown}</code></a>" : $"<code>{shown}</code>";
    }

    // Names end with what tells them apart as often as they begin with it.
    private static string Short(string text, int longest = LongestName)
    {
        string visible = Visible.Of(text);
        return visible.Length <= longest ? visible : $"{visible[..(longest / 2)]}\u2026{visible[^(longest / 2)..]}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
