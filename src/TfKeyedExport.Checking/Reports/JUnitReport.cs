using System.Globalization;
using System.Text;
using System.Xml;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>JUnit's XML: a suite for the check, a case for each property of each output.</summary>
internal static class JUnitReport
{
    public static void Write(CheckReport report, Stream stream)
    {
        using var xml = XmlWriter.Create(
            stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false });
        Case[] cases = [.. report.Properties.SelectMany(p => Cases(report, p))];
        // A verdict that could not be reached is an error of the run, no failure of the model: it is a case of its own.
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", $"tfkeyed check {report.Model}");
        Attribute(xml, "tests", Number(cases.Length + (report.WhyUndecided is null ? 0 : 1)));
        Attribute(xml, "failures", Number(cases.Count(c => c.Status == PropertyStatus.Failed)));
        Attribute(xml, "errors", report.WhyUndecided is null ? "0" : "1");
        Attribute(xml, "skipped", Number(cases.Count(c => c.Status == PropertyStatus.Skipped)));
        Attribute(xml, "time", report.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        foreach (Case one in cases)
            Write(xml, report, one);
        if (report.WhyUndecided is { } why)
            WriteUndecided(xml, report, why);
        xml.WriteElementString("system-out", Legal(string.Join('\n', [Visible.Of($"tried: {report.Tried}; {Sentence.OfSeeds(report)}"), .. report.Notes])));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static IEnumerable<Case> Cases(CheckReport report, PropertyReport property)
    {
        OutputReport[] outputs = [.. report.Outputs.Where(o => property.Name switch
        {
            PropertyNames.PythonLoader => false,
            PropertyNames.KeysComeBack => o.IsKey,
            PropertyNames.RowCount or PropertyNames.EmptyBatch => true,
            _ => !o.IsKey || property.Outputs.Contains(o.Name),
        })];
        if (outputs.Length == 0)
            yield return new Case(property, null, property.Status);
        foreach (OutputReport output in outputs)
        {
            bool isOther = property.Status == PropertyStatus.Failed && property.Outputs.Count > 0 && !property.Outputs.Contains(output.Name);
            yield return new Case(property, output, isOther ? PropertyStatus.Passed : property.Status);
        }
    }

    private sealed record Case(PropertyReport Property, OutputReport? Output, PropertyStatus Status);

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
            xml.WriteString(Legal($"{Visible.Of($"{output.Name}: {output.WhyUndecided}")}\n"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, CheckReport report, Case one)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", $"{report.Model}.{report.Signature}");
        Attribute(xml, "name", one.Output is null ? one.Property.Name : $"{one.Property.Name}: {one.Output.Name}");
        Attribute(xml, "time", "0");
        if (one.Status == PropertyStatus.Failed)
        {
            xml.WriteStartElement("failure");
            Attribute(xml, "message", one.Property.Detail);
            Attribute(xml, "type", one.Property.Name);
            if (one.Output is { Counterexample: { } example } output)
            {
                if (example.Property == one.Property.Name)
                {
                    string shown = $"{output.Name} ({output.Reason?.Name() ?? "wrong values"}): {CounterexampleText.Sentence(example)}";
                    xml.WriteString(Legal($"{Visible.Of(shown)}\n"));
                }
                xml.WriteString(Legal($"{Visible.Of(CulpritText.OfUnsafe(output) ?? "")}\n{Advice.For(output)}\n".TrimStart('\n')));
            }
            xml.WriteEndElement();
        }
        else if (one.Status == PropertyStatus.Skipped)
        {
            xml.WriteStartElement("skipped");
            Attribute(xml, "message", one.Property.Detail);
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("system-out", Legal(Passed(one)));
        }
        xml.WriteEndElement();
    }

    private static string Passed(Case one)
    {
        // A name must not make lines of its own.
        string seen = Visible.Of(one.Property.Status == PropertyStatus.Failed ? $"nothing wrong was seen of {one.Output!.Name}" : one.Property.Detail);
        return one.Output switch
        {
            null => seen,
            { IsProved: true } proved => $"{seen}\n{Visible.Of(proved.Name)} is proved: it holds in every call that is answered.",
            { } output => $"{seen}\n{Visible.Of(CulpritText.OfUnproved(output) ?? "")}".TrimEnd(),
        };
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
