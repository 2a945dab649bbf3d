using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Reports;

public class ReportTests
{
    private static CheckReport Safe => Check.Run(Models.Rows(x => x * 2), rows: 12, against: Models.Unkeyed(x => x * 2));

    private static CheckReport Unsafe => Check.Run(Models.Batch(x => x.Order().ToArray()), rows: 12);

    private static CheckReport Undecided => Check.Run(Models.Rows(_ => 3), rows: 12);

    private static string Text(CheckReport report, bool colour = false)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        report.WriteText(writer, colour);
        return writer.ToString();
    }

    private static string Utf8(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string[] Keys(Tensors.Tensor keys) => [.. Enumerable.Range(0, keys.Count).Select(i => Encoding.UTF8.GetString(keys.Strings[i]))];

    private static string Html(CheckReport report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        report.WriteHtml(writer);
        return writer.ToString();
    }

    [Fact]
    public void The_text_of_a_safe_model() => Approved.Matches("safe.txt", Text(Safe));

    [Fact]
    public void The_text_of_an_unsafe_model() => Approved.Matches("unsafe.txt", Text(Unsafe));

    [Fact]
    public void The_JSON_of_a_safe_model() => Approved.Matches("safe.json", Utf8(Safe.WriteJson));

    [Fact]
    public void The_JSON_of_an_unsafe_model() => Approved.Matches("unsafe.json", Utf8(Unsafe.WriteJson));

    [Fact]
    public void The_JUnit_XML_of_an_unsafe_model() => Approved.Matches("unsafe.junit.xml", Utf8(Unsafe.WriteJUnit));

    [Fact]
    public void The_HTML_of_an_unsafe_model() => Approved.Matches("unsafe.html", WithoutStyle(Html(Unsafe)));

    // How pages look is looked at in a browser.
    private static string WithoutStyle(string html) =>
        Regex.Replace(Regex.Replace(html, "<style>.*</style>", "<style></style>", RegexOptions.Singleline), "'sha256-[^']*'", "'sha256-...'");

    [Fact]
    public void What_holds_for_a_whole_call_stands_beside_its_rows()
    {
        // Rows change places only where k is zero.
        CheckReport report = Check.Run(new FakeModel(
            new("serving_default", "m", [.. Models.KeyedSignature.Inputs, new("k", DataType.Int32, new TensorShape([]), "k:0")], Models.KeyedSignature.Outputs),
            () => (i, _) =>
            {
                float[] x = i[1].Values<float>().ToArray();
                return [i[0], Tensor.From<float>(i[2].Values<int>()[0] == 0 ? [.. x.Reverse()] : x)];
            }));

        Assert.Equal(Reason.Order, report.Output("y").Reason);
        Assert.Contains("\n      k = 0 for the whole call\n      row  key", Text(report), StringComparison.Ordinal);
        Assert.Contains("<p class=\"value\">k = 0 for the whole call</p>", Html(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_an_undecided_model() => Approved.Matches("undecided.txt", Text(Undecided));

    [Fact]
    public void The_JSON_of_an_undecided_model() => Approved.Matches("undecided.json", Utf8(Undecided.WriteJson));

    [Fact]
    public void An_undecided_verdict_is_an_error_in_JUnits_form_and_nothing_that_compares_rows_has_passed()
    {
        XElement suite = XDocument.Parse(Utf8(Undecided.WriteJUnit)).Root!.Element("testsuite")!;

        Assert.Equal(("1", "0"), (suite.Attribute("errors")!.Value, suite.Attribute("failures")!.Value));
        XElement error = Assert.Single(suite.Descendants("error"));
        Assert.Equal("verdict", error.Parent!.Attribute("name")!.Value);
        Assert.Contains("--examples", error.Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.Equal(suite.Attribute("tests")!.Value, suite.Elements("testcase").Count().ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(
            suite.Elements("testcase").Where(c => c.Attribute("name")!.Value is "alone: y" or "shuffled: y" or "neighbours: y"),
            c => Assert.NotNull(c.Element("skipped")));
    }

    [Fact]
    public void Every_digit_of_a_difference_is_shown()
    {
        // Nine hours of seconds since 1970, as float32 holds them.
        CheckReport report = Check.Run(Models.Batch(x => [.. x.Reverse().Select(v => 1_700_000_000f + (v * 128))]), rows: 12);

        Counterexample shown = report.Output("y").Counterexample!;
        string text = Text(report);
        Assert.Contains($"should get {shown.Expected!.Values<float>()[0]:F0} and got {shown.Got.Values<float>()[0]:F0}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_long_row_the_element_that_differs_is_shown()
    {
        FakeModel model = Models.Of(
            [.. Models.KeyedSignature.Inputs], [Models.KeyedSignature.Outputs[0], Models.Argument("y", Tensors.DataType.Float, -1, 20)],
            i =>
            {
                float[] x = i[1].Values<float>().ToArray();
                return
                [
                    i[0],
                    Tensors.Tensor.From<float>(
                        new Tensors.TensorShape(x.Length, 20), [.. x.SelectMany((v, row) => Enumerable.Range(0, 20).Select(c => c == 17 ? x.Sum() : v))]),
                ];
            });

        Assert.Contains("element 17 of row", Text(Check.Run(model, rows: 12)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_long_texts_the_part_is_shown_in_which_they_differ()
    {
        string start = new('a', 40);
        FakeModel model = Models.Of(
            [.. Models.KeyedSignature.Inputs], [Models.KeyedSignature.Outputs[0], Models.Argument("y", Tensors.DataType.String, -1)],
            i => [i[0], Tensors.Tensor.FromText([.. i[1].Values<float>().ToArray().Reverse().Select(v => $"{start}{v}")])]);

        string text = Text(Check.Run(model, rows: 12));

        Assert.Contains("(from byte ", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"should get \"{start[..20]}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_cut_says_so() =>
        Assert.Contains("... 40 rows", Text(Check.Run(Models.Batch(x => x.Length < 40 ? x : [.. x.Reverse()]), rows: 40)), StringComparison.Ordinal);

    [Fact]
    public void A_reader_is_shown_plain_keys() =>
        Assert.All(Keys(Unsafe.Output("y").Counterexample!.Inputs["key"]), key => Assert.StartsWith("key-", key, StringComparison.Ordinal));

    [Fact]
    public void Rows_that_look_right_are_not_shown_beside_an_unsafe_verdict()
    {
        // Wrong in batches of more than the few rows that are shown.
        Assert.DoesNotContain("A few rows", Text(Check.Run(Models.Batch(x => x.Length > 8 ? [.. x.Reverse()] : x))), StringComparison.Ordinal);
        Assert.Contains("A few rows", Text(Check.Run(Models.Batch(x => [.. x.Reverse()]))), StringComparison.Ordinal);
        Assert.Contains("A few rows", Text(Safe), StringComparison.Ordinal);
    }

    [Fact]
    public void Colour_only_adds_sequences()
    {
        string coloured = Text(Unsafe, colour: true);
        Assert.Contains("\u001b[1;31m", coloured, StringComparison.Ordinal);
        Assert.Equal(Text(Unsafe), System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", ""));
    }

    [Fact]
    public void The_JSON_has_what_the_contract_promises()
    {
        using var document = JsonDocument.Parse(Utf8(Unsafe.WriteJson));
        JsonElement root = document.RootElement;
        Assert.Equal(["verdict", "proof", "engine", "outputs", "properties"], root.EnumerateObject().Take(5).Select(p => p.Name));
        JsonElement y = root.GetProperty("outputs").GetProperty("y");
        Assert.Equal(("unsafe", "order"), (y.GetProperty("verdict").GetString(), y.GetProperty("reason").GetString()));
        Assert.False(y.GetProperty("scalar").GetBoolean());
        Assert.Equal(JsonValueKind.Object, y.GetProperty("counterexample").ValueKind);
    }

    [Fact]
    public void JUnit_counts_its_cases_and_survives_control_characters()
    {
        CheckReport report = Unsafe with { Notes = ["\0 \u0001 \uD800 & < > ]]> 🔑"] };
        XElement suite = XDocument.Parse(Utf8(report.WriteJUnit)).Root!.Element("testsuite")!;
        Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count());
        Assert.Contains("shuffled: y", suite.Elements("testcase").Select(c => (string)c.Attribute("name")!));
        Assert.Contains("keys-come-back: key", suite.Elements("testcase").Select(c => (string)c.Attribute("name")!));
        Assert.Equal((int)suite.Attribute("failures")!, suite.Elements("testcase").Count(c => c.Element("failure") is not null));
        Assert.Equal((int)suite.Attribute("skipped")!, suite.Elements("testcase").Count(c => c.Element("skipped") is not null));
        Assert.Contains("🔑", suite.Element("system-out")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void HTML_escapes_what_comes_from_the_model()
    {
        string html = Html(Unsafe with { Model = "<script>", Notes = ["a & <b>"] });
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("a &amp; &lt;b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_exit_code_follows_the_verdict() => Assert.Equal((0, 1), (Safe.ExitCode, Unsafe.ExitCode));
}
