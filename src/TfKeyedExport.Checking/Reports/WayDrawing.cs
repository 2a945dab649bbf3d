using System.Globalization;
using System.Text;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>
/// Draws the way of rows from an input to an output, with the node at which they lose their place. Of models of thousands of nodes only this way is drawn, and
/// of a long one its ends and what stands around the node to blame.
/// </summary>
internal static class WayDrawing
{
    private const int Width = 640, BoxHeight = 54, Gap = 26, FoldHeight = 30, Margin = 8;
    private const int ShownAround = 2;
    private const int LongestText = 66;

    /// <summary>The drawing as an element of a page; empty if no way is known.</summary>
    public static string Svg(OutputReport output)
    {
        if (output.Culprit is not { Way: { Count: > 0 } way } culprit)
            return "";
        int blamed = Math.Max(0, way.ToList().FindIndex(s => s.IsCulprit));
        var drawing = new StringBuilder();
        int top = Margin;
        int hidden = 0;
        for (int i = 0; i < way.Count; i++)
        {
            // A fold of one node says no less than the node, so it is shown.
            bool isShown = IsShown(i) || (IsShown(i - 1) && IsShown(i + 1));
            hidden += isShown ? 0 : 1;
            if (isShown && hidden > 0)
            {
                Fold(drawing, hidden, isBefore: i <= blamed, ref top);
                hidden = 0;
            }
            if (isShown)
                Step(drawing, way[i], culprit, What(way[i], culprit, i, blamed), i == 0, ref top);
        }
        Arrow(drawing, ref top);
        Box(drawing, "end", output.Name, "the output", "", ref top);
        bool IsShown(int i) => i == 0 || i == way.Count - 1 || Math.Abs(i - blamed) <= ShownAround;
        string label = Visible.Html($"The way of rows to {output.Name}, by way of {culprit.Op} '{culprit.Node}'");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg class=\"way\" viewBox=\"0 0 {Width} {top + Margin}\" role=\"img\" aria-label=\"{label}\">{drawing}</svg>");
    }

    private static string What(WayStep step, Culprit culprit, int at, int blamed) =>
        step.IsCulprit ? (culprit.IsUnknown ? $"rows are followed no further: {culprit.What}" : culprit.What)
            : step.Op.Length == 0 ? "an input: a row for each key"
            : at < blamed ? "keeps rows in their places" : "hands on what it gets";

    private static void Step(StringBuilder drawing, WayStep step, Culprit culprit, string what, bool isFirst, ref int top)
    {
        if (!isFirst)
            Arrow(drawing, ref top);
        string title = step.Op.Length == 0 ? step.Node : $"{step.Op}  {step.Node}";
        string place = string.Join(", ", new[] { step.Function is { } f ? $"in {f}" : null, step.IsCulprit ? culprit.Source : null }.OfType<string>());
        Box(drawing, step.IsCulprit ? (culprit.IsUnknown ? "unknown" : "culprit") : "step", title, what, place, ref top);
    }

    private static void Box(StringBuilder drawing, string kind, string title, string what, string place, ref int top)
    {
        string full = string.Join("\n", new[] { title, what, place }.Where(t => t.Length > 0).Select(Visible.Html));
        drawing.Append(
            CultureInfo.InvariantCulture,
            $"<g class=\"{kind}\"><title>{full}</title><rect x=\"1\" y=\"{top}\" width=\"{Width - 2}\" height=\"{BoxHeight}\" rx=\"6\"/>"
                + $"<text class=\"name\" x=\"14\" y=\"{top + 22}\">{Short(title)}</text><text x=\"14\" y=\"{top + 42}\">{Short(what)}</text></g>");
        top += BoxHeight;
    }

    private static void Fold(StringBuilder drawing, int count, bool isBefore, ref int top)
    {
        Arrow(drawing, ref top);
        string verb = isBefore ? "keep rows in their places" : "hand on what they get";
        drawing.Append(CultureInfo.InvariantCulture, $"<text class=\"fold\" x=\"14\" y=\"{top + 20}\">{count:N0} nodes that {verb}</text>");
        top += FoldHeight;
    }

    private static void Arrow(StringBuilder drawing, ref int top)
    {
        int end = top + Gap;
        drawing.Append(CultureInfo.InvariantCulture, $"<path d=\"M24 {top + 2} V{end - 4} m-5 -6 l5 6 l5 -6\"/>");
        top = end;
    }

    // What is cut is in the title, which a browser shows when one points there. Names end with what tells them apart.
    private static string Short(string text)
    {
        string visible = Visible.Of(text);
        if (visible.Length > LongestText)
            visible = $"{visible[..(LongestText / 2)]}\u2026{visible[^(LongestText / 2)..]}";
        return System.Net.WebUtility.HtmlEncode(visible);
    }
}
