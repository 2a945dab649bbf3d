using TfKeyedExport.Checking.Reports;

namespace TfKeyedExport.Checking;

public sealed partial record CheckReport
{
    /// <summary>Writes the JSON document that scripts read.</summary>
    /// <param name="stream">Receives UTF-8.</param>
    public void WriteJson(Stream stream) => JsonReport.Write(this, stream);

    /// <summary>Writes JUnit's XML, which build servers read: one test case a property.</summary>
    /// <param name="stream">Receives UTF-8.</param>
    public void WriteJUnit(Stream stream) => JUnitReport.Write(this, stream);

    /// <summary>Writes the report for people.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="colour">Whether to colour it with ANSI sequences.</param>
    public void WriteText(TextWriter writer, bool colour = false) => TextReport.Write(this, writer, colour);

    /// <summary>Writes one HTML page that needs no other file.</summary>
    /// <param name="writer">Receives the text.</param>
    public void WriteHtml(TextWriter writer) => HtmlReport.Write(this, writer);
}
