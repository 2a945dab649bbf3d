using System.Globalization;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Embedded;
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
    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        :root { color-scheme: light dark; --back: #fff; --text: #1d2330; --soft: #5d6675; --line: #c4cad4; --box: #f2f4f7; --key: #0a7c86; --warn: #9a5b00; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #14171c; --text: #e4e7ec; --soft: #9aa3b2; --line: #434b58; --box: #1f242c; --key: #4fd0da; --warn: #f0b45c; }
        }
        body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.3rem; overflow-wrap: break-word; } h2 { font-size: 1.1rem; margin-top: 2rem; } h3 { font-size: 1rem; }
        table { border-collapse: collapse; }
        th, td { text-align: left; padding: .15rem 1rem .15rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        code, td { font-family: ui-monospace, monospace; font-size: .85rem; overflow-wrap: break-word; }
        .soft { color: var(--soft); } .key { color: var(--key); } .warn { color: var(--warn); }
        svg { max-width: 100%; height: auto; }
        svg text { fill: var(--text); font: 13px ui-monospace, monospace; } svg .soft { fill: var(--soft); } svg .key { fill: var(--key); }
        svg rect { fill: var(--box); stroke: var(--line); } svg path { fill: none; stroke: var(--soft); stroke-width: 1.5; }
        svg path.key { stroke: var(--key); stroke-width: 3; } svg path.none { stroke: var(--line); stroke-width: 3; stroke-dasharray: 6 6; }
        svg rect.key { fill: var(--box); stroke: var(--key); }
        </style>
        """;

    public void Write(ModelInspection inspection)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(inspection.Model.Folder));
        html.WriteLine(Head);
        html.WriteLine($"<title>{Visible.Html(name)}: the path of the key</title></head><body>");
        html.WriteLine($"<h1>{Visible.Html(name)}</h1><p class=\"soft\">{Visible.Html(inspection.Model.Folder)}</p>");
        foreach (MetaGraphInspection metaGraph in inspection.MetaGraphs)
            Write(metaGraph);
        WriteVariables(inspection.Variables);
        WriteAssets("<h2>Files in assets.extra</h2>", inspection.ExtraAssets);
        html.WriteLine("</body></html>");
    }

    private void Write(MetaGraphInspection inspection)
    {
        html.WriteLine($"<h2>Metagraph tagged {Visible.Html(string.Join(", ", inspection.MetaGraph.Tags))}</h2>");
        if (inspection.Signatures.Count == 0)
            html.WriteLine("<p>No signature; <code>tfkeyed export</code> makes one of a function below.</p>");
        foreach (SignatureInspection signature in inspection.Signatures)
            Write(inspection, signature);
        WriteFunctions([.. inspection.Functions, .. inspection.ChildFunctions]);
        html.WriteLine("<h3>Operations</h3><table><tr><th>operation</th><th>in the graph</th><th>in functions</th></tr>");
        foreach (OperationCount operation in inspection.Operations)
            html.WriteLine($"<tr><td>{Visible.Html(operation.Op)}</td><td>{operation.InGraph}</td><td>{operation.InFunctions}</td></tr>");
        html.WriteLine("</table>");
        WriteAssets("<h3>Assets</h3>", inspection.Assets);
    }

    private void WriteAssets(string heading, IReadOnlyList<AssetInspection> assets)
    {
        if (assets.Count == 0)
            return;
        html.WriteLine($"{heading}<table><tr><th>file</th><th>size</th><th>read by</th></tr>");
        foreach (AssetInspection asset in assets)
        {
            string size = asset.Bytes is { } bytes ? $"<td>{ByteCount.Text(bytes)}" : $"<td class=\"warn\">{Visible.Html(asset.Problem!)}";
            html.WriteLine($"<tr><td>{Visible.Html(asset.Filename)}</td>{size}</td><td>{Visible.Html(string.Join(", ", asset.Tensors))}</td></tr>");
        }
        html.WriteLine("</table>");
    }

    private void Write(MetaGraphInspection metaGraph, SignatureInspection inspection)
    {
        ModelSignature signature = inspection.Signature;
        html.WriteLine($"<h3>Signature {Visible.Html(signature.Name)} <span class=\"soft\">{Visible.Html(signature.MethodName)}</span></h3>");
        new KeyDrawing(html).Write(inspection);
        IReadOnlyList<string> lacks = EmbeddedSupport.Lacks(metaGraph.MetaGraph, signature);
        html.WriteLine(lacks.Count == 0
            ? "<p>The embedded engine has every operation that it needs.</p>"
            : $"<p class=\"warn\">The embedded engine lacks {Visible.Html(string.Join("; ", lacks))}.</p>");
    }

    private void WriteFunctions(IReadOnlyList<ModelFunction> functions)
    {
        if (functions.Count == 0)
            return;
        html.WriteLine("<h3>Functions</h3><table><tr><th>--from function:</th><th>call</th><th></th></tr>");
        foreach (ModelFunction function in functions)
        {
            foreach (FunctionTrace trace in function.Traces)
            {
                string remark = trace.KeyObstacle is { } obstacle ? $"not exportable: {obstacle}" : trace.IsTraining ? "for training" : "";
                html.WriteLine(
                    $"<tr><td>{Visible.Html(function.Name)}:{trace.Index}</td><td>{Visible.Html(trace.ToString())}</td>"
                        + $"<td class=\"warn\">{Visible.Html(remark)}</td></tr>");
            }
        }
        html.WriteLine("</table>");
    }

    private void WriteVariables(IReadOnlyList<VariableInspection> variables)
    {
        string count = variables.Count.ToString("N0", CultureInfo.InvariantCulture);
        html.WriteLine($"<h2>{count} variables, {ByteCount.Text(variables.Sum(v => v.Bytes))}</h2>");
        html.WriteLine("<table><tr><th>name</th><th>type</th><th>shape</th><th>size</th></tr>");
        foreach (VariableInspection variable in variables)
            html.WriteLine(
                $"<tr><td>{Visible.Html(variable.Name)}</td><td>{variable.Type.Name()}</td><td>{variable.Shape}</td>"
                    + $"<td>{ByteCount.Text(variable.Bytes)}</td></tr>");
        html.WriteLine("</table>");
    }
}
