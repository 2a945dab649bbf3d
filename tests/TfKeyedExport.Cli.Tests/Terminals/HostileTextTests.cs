using System.Xml;
using TfKeyedExport.Cli.Errors;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Terminals;

/// <summary>A model whose names steer terminals, through every verb and every report.</summary>
public sealed class HostileTextTests : IDisposable
{
    private const string Attack = "\e]0;PWNED\a\e[31m\e[2J\nSAFE: forged\r\b\u009b31m\u202e\u2066\u200b\u2028";
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public HostileTextTests()
    {
        // One folder's name may hold all of it but the slash.
        _model = _folder["model\e[31m\u202e\nx"];
        SavedModel model = SavedModel.Load(Tfkeyed.Model("babyweight_keyed_reference"));
        foreach (MetaGraphDef metaGraph in model.Proto.MetaGraphs)
        {
            metaGraph.MetaInfoDef.Tags.Add("tag" + Attack);
            metaGraph.MetaInfoDef.TensorflowVersion += Attack;
            SignatureDef signature = metaGraph.SignatureDef["serving_default"].Clone();
            signature.Inputs.Add("in" + Attack, signature.Inputs["key"]);
            signature.Outputs.Add("out" + Attack, signature.Outputs["key"]);
            signature.MethodName += Attack;
            metaGraph.SignatureDef.Add("signature" + Attack, signature);
            SignatureDef keyed = metaGraph.SignatureDef["serving_default"];
            keyed.Outputs.Add("out" + Attack, keyed.Outputs["key"]);
        }
        model.Save(_model);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("inspect", "MODEL")]
    [InlineData("inspect", "MODEL", "--json")]
    [InlineData("check", "MODEL", "--rows", "8")]
    [InlineData("check", "MODEL", "--rows", "8", "--json")]
    [InlineData("check", "MODEL", "--signature", "nothing" + Attack, "--verbose")]
    [InlineData("export", "MODEL", "OUT")]
    [InlineData("export", "MODEL", "OUT", "--key", "k2", "--verbose")]
    [InlineData("export", "MODEL", "OUT", "--key", "k2", "--dry-run")]
    [InlineData("export", "MODEL", "OUT", "--key", "k2", "--json")]
    [InlineData("export", "MODEL", "OUT", "--from", "no" + Attack)]
    [InlineData("run", "MODEL", "--request", "-")]
    [InlineData("run", "MODEL", "--request", "NOTHING" + Attack, "--verbose")]
    [InlineData("bench", "MODEL", "--seconds", "0.01", "--batch-sizes", "1")]
    [InlineData("bench", "MODEL", "--batch-sizes", Attack)]
    [InlineData("engines", "--tensorflow", "no" + Attack)]
    [InlineData("fly" + Attack)]
    [InlineData("inspect", "MODEL", "--no" + Attack)]
    [InlineData("inspect", "MODEL" + Attack)]
    public void Nothing_reaches_the_terminal_but_what_shows(params string[] args)
    {
        Outcome run = Tfkeyed.RunWithInput(
            "{\"instances\": [\"" + "\\u001b[31m" + "\"]}",
            [.. args.Select(a => a.Replace("MODEL", _model, StringComparison.Ordinal).Replace("OUT", _folder["out\e[2J"], StringComparison.Ordinal))]);
        AssertVisible(run.Output);
        AssertVisible(run.Error);
        Assert.NotEqual(70, run.Code);
        Assert.NotEmpty(run.Output + run.Error);
    }

    [Fact]
    public void Reports_are_well_formed_and_show_what_is_hidden()
    {
        Tfkeyed.Run("check", _model, "--rows", "8", "--junit", _folder["a.xml"], "--html", _folder["a.html"], "--json", _folder["a.json"]);
        Tfkeyed.Run("inspect", _model, "--html", _folder["b.html"]);
        foreach (string name in new[] { "a.xml", "a.html", "a.json", "b.html" })
            AssertVisible(File.ReadAllText(_folder[name]));
        var xml = new XmlDocument();
        xml.Load(_folder["a.xml"]);
        Assert.Contains("\\u202e", File.ReadAllText(_folder["a.json"]), StringComparison.Ordinal);
        Assert.Contains(@"\x1b]0;PWNED", File.ReadAllText(_folder["b.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Traces_show_causes_without_lines_of_others()
    {
        using var error = new MemoryStream();
        using (var terminal = new Terminal(() => Stream.Null, () => Stream.Null, () => error, false, true, true))
            new ErrorPrinter(terminal, verbose: true).Print(new TfKeyedException(
                ErrorKind.Unreadable, "a" + Attack, "b" + Attack, "c" + Attack, new IOException("d\nerror: forged"), ["e" + Attack]));
        string text = System.Text.Encoding.UTF8.GetString(error.ToArray());
        Assert.Equal(6, text.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("caused by System.IO.IOException: d\\nerror: forged", text, StringComparison.Ordinal);
        Assert.StartsWith("\e[1;31merror:\e[0m a\\x1b]0;", text, StringComparison.Ordinal);
    }

    private static void AssertVisible(string text)
    {
        Assert.DoesNotContain(text, c => c != '\n' && char.IsControl(c));
        Assert.DoesNotContain(text, c => c is '\u202e' or '\u2066' or '\u200b' or '\u2028');
        Assert.DoesNotContain(text.Split('\n'), line => line.StartsWith("SAFE: forged", StringComparison.Ordinal));
    }
}
