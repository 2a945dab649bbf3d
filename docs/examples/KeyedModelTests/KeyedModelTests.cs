using TfKeyedExport.Checking;
using TfKeyedExport.Embedded;
using TfKeyedExport.SavedModels;
using Xunit;

namespace KeyedModelTests;

/// <summary>How a project tests the models that it ships. A test that fails shows the whole report.</summary>
public class KeyedModelTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "models", "babyweight_keyed");

    [Fact]
    public void Each_key_comes_back_with_its_own_answer() => KeyAssert.Safe(new EmbeddedEngine(), Folder);

    [Fact]
    public void The_graph_proves_it_for_every_call() => KeyAssert.Safe(new EmbeddedEngine(), Folder, proved: true);

    [Fact]
    public void A_check_with_settings_of_its_own() =>
        new KeyCheck(new EmbeddedEngine(), SavedModel.Load(Folder)) { Seeds = 2, Rows = 16 }.Run().Require();
}
