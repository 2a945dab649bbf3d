using System.Text.Json;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_lists_signatures_functions_variables_and_operations()
    {
        JsonElement json = Tfkeyed.Run("inspect", Tfkeyed.Model("single_tensor_module_nosig"), "--json").Json;
        JsonElement metaGraph = json.GetProperty("metagraphs")[0];
        Assert.False(json.GetProperty("keyed").GetBoolean());
        Assert.Empty(metaGraph.GetProperty("signatures").EnumerateObject());
        Assert.Equal(["__call__", "predict"], metaGraph.GetProperty("functions").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.True(metaGraph.GetProperty("ops").GetProperty("VarHandleOp").GetInt32() >= 2);
        Assert.Equal(2, json.GetProperty("variables").GetArrayLength());
    }

    [Fact]
    public void A_keyed_model_is_recognised_with_the_path_of_its_key()
    {
        JsonElement json = Tfkeyed.Run("inspect", Tfkeyed.Model("babyweight_keyed_reference"), "--json").Json;
        JsonElement key = json.GetProperty("metagraphs")[0].GetProperty("signatures").GetProperty("serving_default").GetProperty("keys")[0];
        Assert.True(json.GetProperty("keyed").GetBoolean());
        Assert.Equal("key", key.GetProperty("input").GetString());
        Assert.Equal("key", key.GetProperty("output").GetString());
        Assert.NotEqual(0, key.GetProperty("nodes").GetArrayLength());
    }

    [Theory]
    [InlineData("babyweight_keyed_reference")]
    [InlineData("babyweight_keras2_nosig")]
    [InlineData("babyweight_tf1_multi_meta")]
    [InlineData("many_dtypes")]
    public void The_page_draws_the_model_and_needs_nothing_else(string model)
    {
        Assert.Equal(0, Tfkeyed.Run("inspect", Tfkeyed.Model(model), "--html", _folder["page.html"]).Code);
        string page = File.ReadAllText(_folder["page.html"]);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" src=", page, StringComparison.Ordinal);
        Assert.Equal(page.Split("<svg").Length, page.Split("</svg>").Length);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_keyed_model_draws_the_key_in_its_own_colour()
    {
        Tfkeyed.Run("inspect", Tfkeyed.Model("babyweight_keyed_reference"), "--html", _folder["page.html"]);
        Assert.Contains("<path class=\"key\"", File.ReadAllText(_folder["page.html"]), StringComparison.Ordinal);
    }
}
