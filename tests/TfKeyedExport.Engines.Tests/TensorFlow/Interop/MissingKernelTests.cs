using TfKeyedExport.Errors;
using TfKeyedExport.TensorFlow.Interop;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow.Interop;

public class MissingKernelTests
{
    [Theory]
    [InlineData("No OpKernel was registered to support Op 'PyFunc' used by {{node PyFunc}} with these attrs: [...]", "PyFunc")]
    [InlineData("No registered 'CollectiveReduce' OpKernel for 'CPU' devices compatible with node {{node c}}", "CollectiveReduce")]
    [InlineData("indices[0] = 7 is not in [0, 5)", null)]
    public void What_the_library_cannot_run_is_told_from_what_it_refuses(string message, string? op)
    {
        TfKeyedException error = StatusHandle.Failure(StatusCode.InvalidArgument, message, "run the model", null);
        Assert.Equal(op is not null, error is MissingOperationException);
        Assert.Contains(op ?? message, error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_implemented_for_some_inputs_is_told_apart_too() => Assert.IsType<UnimplementedException>(
        StatusHandle.Failure(StatusCode.Unimplemented, "The Conv2D op currently only supports the NHWC tensor format on the CPU", "run the model", null));
}
