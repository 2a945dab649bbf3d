using System.Globalization;
using System.Text;
using System.Xml;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>JUnit's XML: a suite for the check, a case for each property.</summary>
internal static class JUnitReport
{
    public static void Write(CheckReport report, Stream stream)
    {
        using var xml = XmlWriter.Create(
            stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false });
        // A verdict that could not be reached is an error of the run, no failure of the model: it is a case of its own.
        string tests = Number(report.Properties.Count + (report.WhyUndecided is null ? 0 : 1));
        string failures = Number(report.Properties.Count(p => p.Status == PropertyStatus.Failed));
        string skipped = Number(report.Properties.Count(p => p.Status == PropertyStatus.Skipped));
        string time = report.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", $"tfkeyed check {report.Model}");
        Attribute(xml, "tests", tests);
        Attribute(xml, "failures", failures);
        Attribute(xml, "errors", report.WhyUndecided is null ? "0" : "1");
        Attribute(xml, "skipped", skipped);
        Attribute(xml, "time", time);
        foreach (PropertyReport property in report.Properties)
            Write(xml, report, property);
        if (report.WhyUndecided is { } why)
            WriteUndecided(xml, report, why);
        xml.WriteElementString("system-out", Legal(string.Join('\n', report.Notes)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteUndecided(XmlWriter xml, CheckReport report, string why)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", $"{report.Model}.{report.Signature}");
        Attribute(xml, "name", "verdict");
        Attribute(xml, "time", "0");
        xml.WriteStartElement("error");
        Attribute(xml, "message", why);
        Attribute(xml, "type", report.Verdict.Name());
        foreach (OutputReport output in report.Outputs.Where(o => o.WhyUndecided is not null))
            xml.WriteString(Legal($"{output.Name}: {output.WhyUndecided}\n"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, CheckReport report, PropertyReport property)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", $"{report.Model}.{report.Signature}");
        Attribute(xml, "name", property.Name);
        Attribute(xml, "time", "0");
        if (property.Status == PropertyStatus.Failed)
        {
            xml.WriteStartElement("failure");
            Attribute(xml, "message", property.Detail);
            Attribute(xml, "type", property.Name);
            foreach (OutputReport output in report.Outputs.Where(o => o.Counterexample?.Property == property.Name))
                xml.WriteString(Legal($"{output.Name} ({output.Reason?.Name() ?? "wrong values"}): {CounterexampleText.Sentence(output.Counterexample!)}\n"));
            xml.WriteEndElement();
        }
        else if (property.Status == PropertyStatus.Skipped)
        {
            xml.WriteStartElement("skipped");
            Attribute(xml, "message", property.Detail);
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("system-out", Legal(property.Detail));
        }
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Legal(value));

    /// <summary>The text as people may see it, without the characters that XML cannot carry; lines stay lines.</summary>
    private static string Legal(string text)
    {
        text = string.Join('\n', text.Split('\n').Select(Visible.Of));
        var legal = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                legal.Append(text[i]).Append(text[++i]);
            else
                legal.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }
        return legal.ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
