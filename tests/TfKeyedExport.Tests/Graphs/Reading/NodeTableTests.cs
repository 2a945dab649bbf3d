using System.Text;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Graphs.Reading;

public class NodeTableTests
{
    public static IEnumerable<TheoryDataRow<string>> Models =>
        Directory.GetDirectories(Repository.Models).Select(m => new TheoryDataRow<string>(Path.GetFileName(m)));

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_node_says_what_its_parsed_form_says(string model)
    {
        foreach (MetaGraph metaGraph in SavedModel.Load(Repository.Model(model)).MetaGraphs)
        {
            var source = new GraphSource(metaGraph);
            AssertSame([.. metaGraph.Nodes], source.Main, []);
            foreach (FunctionDef function in metaGraph.Functions)
            {
                FunctionBody body = source.FindFunction(function.Signature.Name)!;
                AssertSame([.. function.NodeDef], body.Nodes, [.. function.Signature.InputArg.Select(a => a.Name)]);
                Assert.Equal(function.Signature, body.Signature);
                Assert.Equal(
                    function.Signature.OutputArg.Select(o => body.Nodes.Resolve(Encoding.UTF8.GetBytes(function.Ret[o.Name]))), body.Results);
                Assert.Equal(function.ControlRet.Count, body.ControlResults.Length);
            }
        }
    }

    [Fact]
    public void Equal_names_are_found_at_the_last_place_and_absent_ones_are_not_found()
    {
        var index = new Utf8Index(1);
        string[] names = [.. Enumerable.Range(0, 500).Select(i => $"node_{i % 400}"), "", "größe"];
        foreach (string name in names)
            index.Add(Encoding.UTF8.GetBytes(name));

        Assert.All(names, n => Assert.Equal(Array.LastIndexOf(names, n), index.Find(Encoding.UTF8.GetBytes(n))));
        Assert.Equal(-1, index.Find("node_400"u8));
    }

    private static void AssertSame(NodeDef[] expected, NodeTable table, string[] arguments)
    {
        string[] names = [.. expected.Select(n => n.Name), .. arguments];
        Assert.Equal(expected.Length, table.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            NodeRecord record = table[i];
            Assert.Equal((expected[i].Name, expected[i].Op), (record.Name, record.Operation.Name));
            Assert.Equal(expected[i].Input.Select(Text), record.Inputs.Select(r => (names[r.Source], r.OutputArgument, r.Index, r.IsControl)));
            Assert.Equal(expected[i].Attr.OrderBy(a => a.Key, StringComparer.Ordinal), record.Attributes.All().OrderBy(a => a.Key, StringComparer.Ordinal));
        }
    }

    private static (string, string?, int, bool) Text(string input) =>
        TensorReference.Parse(input) is var reference ? (reference.Node, reference.OutputArgument, reference.Index, reference.IsControl) : default;
}
