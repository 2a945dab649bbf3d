using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Operations;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Safety;

public sealed class RefusalTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Every_kernel_that_reaches_outside_reads_only_the_models_own_files() => Assert.All(
        KernelCatalog.Default.Registrations.Select(r => r.Operation.Outside).OfType<OutsideOperation>(),
        outside => Assert.NotEmpty(outside.FileInputs));

    [Fact]
    public void No_engine_is_passed_over_because_of_a_refusal()
    {
        var selector = new EngineSelector(() => new EmbeddedEngine(), () => throw new InvalidOperationException("the other engine was asked"));
        TfKeyedException error = Assert.Throws<TfKeyedException>(
            () => selector.Select(EngineKind.Auto, Writing(), ["serving_default"], new HostOptions(), TestContext.Current.CancellationToken));
        Assert.Equal(ErrorKind.Forbidden, error.Kind);
    }

    [Fact]
    public void What_was_allowed_and_is_lacking_is_lacking()
    {
        using IModelHost host = new EmbeddedEngine().Open(
            Writing(), new HostOptions { AllowedOperations = ["WriteFile"] }, TestContext.Current.CancellationToken);
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => host.Prepare("serving_default"));
        Assert.Equal(ErrorKind.Engine, error.Kind);
        Assert.Contains("WriteFile", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void TensorFlow_writes_only_what_was_allowed_by_name()
    {
        using (IModelHost host = TensorFlowForTests.Open(Writing()))
            Assert.Equal(ErrorKind.Forbidden, Assert.Throws<TfKeyedException>(() => host.Prepare("serving_default")).Kind);
        Assert.False(File.Exists(_file));

        using IModelHost allowed = TensorFlowForTests.Open(Writing(), new HostOptions { AllowedOperations = ["WriteFile"] });
        allowed.Prepare("serving_default").Run([TfKeyedExport.Tensors.Tensor.From<float>(1)], new TfKeyedExport.Tensors.Tensor[1], CancellationToken.None);
        Assert.True(File.Exists(_file));
    }

    private SavedModel Writing() => GraphText.Model(
        $"x Placeholder dtype=float\nname Const dtype=string value={_file}\nw WriteFile name name\ny Neg x ^w T=float", ["y:0"]);
}
