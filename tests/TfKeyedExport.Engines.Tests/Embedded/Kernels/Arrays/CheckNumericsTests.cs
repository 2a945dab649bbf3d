using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.Arrays;

public class CheckNumericsTests
{
    [Fact]
    public void A_check_of_a_function_is_made_though_nobody_reads_what_it_gives()
    {
        FunctionDef function = GraphText.Function("f", ["a"], "r:y:0", "n CheckNumerics a T=float message=no\nr Neg a T=float");
        function.Signature.ControlOutput.Add("n");
        function.ControlRet["n"] = "n";
        using IModelHost host = new EmbeddedEngine().Open(
            GraphText.Model("x Placeholder dtype=float\nc f x", ["c:0"], function), new HostOptions(), TestContext.Current.CancellationToken);
        ISignatureRunner runner = host.Prepare("serving_default");
        var outputs = new Tensor[1];

        runner.Run([Tensor.From<float>(new TensorShape(1), [1])], outputs, TestContext.Current.CancellationToken);
        Assert.Throws<TfKeyedException>(
            () => runner.Run([Tensor.From<float>(new TensorShape(1), [float.NaN])], outputs, TestContext.Current.CancellationToken));
    }
}
