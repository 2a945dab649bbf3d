using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Embedded;
using TfKeyedExport.Formats.Pages;
using TfKeyedExport.Functions;
using TfKeyedExport.Inspection;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Inspecting;

/// <summary>Writes an inspected model as one page that needs nothing else: the key's path as a drawing, the rest as tables.</summary>
/// <param name="html">Where to write.</param>
internal sealed class InspectHtml(TextWriter html)
{
    // What is longer is folded, and what is longer still is cut: a page is for people, and --json has all.
    private const int MostOpen = 30;
    private const int MostRows = 1000;

    public void Write(ModelInspection inspection)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(inspection.Model.Folder));
        PageHead.Write(html, $"{name}: the path of the key", InspectStyle.Text);
        html.WriteLine($"<h1>{Visible.Html(name)}</h1><p class=\"soft small\">{Visible.Html(inspection.Model.Folder)}</p>");
        for (int i = 0; i < inspection.MetaGraphs.Count; i++)
            Write(inspection.MetaGraphs[i], i);
        WriteVariables(inspection.Variables);
        WriteAssets("<h2>Files in assets.extra</h2>", inspection.ExtraAssets);
        PageHead.End(html);
    }

    private void Write(MetaGraphInspection inspection, int number)
    {
        html.WriteLine($"<h2>Metagraph tagged {Visible.Html(string.Join(", ", inspection.MetaGraph.Tags))}</h2>");
        if (inspection.Signatures.Count == 0)
            html.WriteLine("<p class=\"card\">No signature; <code>tfkeyed export</code> makes one of a function below.</p>");
        foreach (SignatureInspection signature in inspection.Signatures)
            Write(inspection, signature);
        html.WriteLine("<h3>Inside the model</h3>");
        html.WriteLine("<p class=\"soft small\">Its graph and functions, each by the name scopes of its nodes; open one to look into it.</p>");
        new BlockDrawing(html).Write(inspection.MetaGraph, number);
        WriteFunctions([.. inspection.Functions, .. inspection.ChildFunctions]);
        WriteTable(
            "Operations", ["operation", "in the graph", "in functions"], inspection.Operations,
            o => FormattableString.Invariant(
                $"<td>{Visible.Html(o.Op)}</td><td class=\"number\">{o.InGraph:N0}</td><td class=\"number\">{o.InFunctions:N0}</td>"));
        WriteAssets("<h3>Assets</h3>", inspection.Assets);
    }

    private void WriteTable<T>(string title, IReadOnlyList<string> heads, IReadOnlyList<T> rows, Func<T, string> cells)
    {
        string open = rows.Count <= MostOpen ? " open" : "";
        html.WriteLine(FormattableString.Invariant($"<details class=\"fold\"{open}><summary>{title} ({rows.Count:N0})</summary>"));
        html.WriteLine($"<div class=\"scroll\"><table><thead><tr>{string.Concat(heads.Select(Head))}</tr></thead><tbody>");
        foreach (T row in rows.Take(MostRows))
            html.WriteLine($"<tr>{cells(row)}</tr>");
        html.WriteLine("</tbody></table></div>");
        if (rows.Count > MostRows)
            html.WriteLine(FormattableString.Invariant(
                $"<p class=\"soft\">and {rows.Count - MostRows:N0} more; <code>tfkeyed inspect --json</code> has all.</p>"));
        html.WriteLine("</details>");
    }

    private static string Head(string text) => text is "in the graph" or "in functions" or "size" ? $"<th class=\"number\">{text}</th>" : $"<th>{text}</th>";

    private void WriteAssets(string heading, IReadOnlyList<AssetInspection> assets)
    {
        if (assets.Count == 0)
            return;
        html.WriteLine($"{heading}<div class=\"scroll\"><table><tr><th>file</th><th>size</th><th>read by</th></tr>");
        foreach (AssetInspection asset in assets)
        {
            string size = asset.Bytes is { } bytes ? $"<td>{ByteCount.Text(bytes)}" : $"<td class=\"doubt\">{Visible.Html(asset.Problem!)}";
            html.WriteLine($"<tr><td>{Visible.Html(asset.Filename)}</td>{size}</td><td>{Visible.Html(string.Join(", ", asset.Tensors))}</td></tr>");
        }
        html.WriteLine("</table></div>");
    }

    private void Write(MetaGraphInspection metaGraph, SignatureInspection inspection)
    {
        ModelSignature signature = inspection.Signature;
        string keyed = inspection.IsKeyed ? "<span class=\"badge key\">keyed</span>" : "<span class=\"badge\">no key</span>";
        html.WriteLine(
            $"<section class=\"card\"><h3>Signature <code>{Visible.Html(signature.Name)}</code> {keyed} "
                + $"<span class=\"soft small\">{Visible.Html(signature.MethodName)}</span></h3>");
        new KeyDrawing(html).Write(inspection, metaGraph.Operations.Sum(o => o.Total));
        IReadOnlyList<string> lacks = EmbeddedSupport.Lacks(metaGraph.MetaGraph, signature);
        html.WriteLine(lacks.Count == 0
            ? "<p class=\"small\">The embedded engine has every operation that it needs.</p></section>"
            : $"<p class=\"doubt small\">The embedded engine lacks {Visible.Html(string.Join("; ", lacks))}.</p></section>");
    }

    private void WriteFunctions(IReadOnlyList<ModelFunction> functions)
    {
        if (functions.Count == 0)
            return;
        List<(ModelFunction Function, FunctionTrace Trace)> traces = [.. functions.SelectMany(f => f.Traces.Select(t => (f, t)))];
        WriteTable("Functions that Python traced", ["--from function:", "call", ""], traces, row =>
        {
            string remark = row.Trace.KeyObstacle is { } obstacle ? $"not exportable: {obstacle}" : row.Trace.IsTraining ? "for training" : "";
            return $"<td>{Visible.Html(row.Function.Name)}:{row.Trace.Index}</td><td class=\"call\">{Visible.Html(row.Trace.ToString())}</td>"
                + $"<td class=\"words doubt\">{Visible.Html(remark)}</td>";
        });
    }

    private void WriteVariables(IReadOnlyList<VariableInspection> variables)
    {
        html.WriteLine(FormattableString.Invariant($"<h2>{variables.Count:N0} variables, {ByteCount.Text(variables.Sum(v => v.Bytes))}</h2>"));
        if (variables.Count > 0)
        {
            WriteTable(
                "By name", ["name", "type", "shape", "size"], variables,
                v => $"<td>{Visible.Html(v.Name)}</td><td>{v.Type.Name()}</td><td>{v.Shape}</td><td class=\"number\">{ByteCount.Text(v.Bytes)}</td>");
        }
    }
}
