using TfKeyedExport.Server.Grpc;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using Xunit;

namespace TfKeyedExport.Server.Tests.Grpc;

public sealed class ReloadGateTests
{
    [Theory]
    [InlineData("/models/a", null)]
    [InlineData("/models/../etc", Code.PermissionDenied)]
    [InlineData("/elsewhere", Code.PermissionDenied)]
    [InlineData("/models/a\0b", Code.InvalidArgument)]
    internal void New_models_lie_under_the_folders_that_are_named(string folder, Code? refused)
    {
        var gate = new ReloadGate(null, ["/models"]);
        void Check() => gate.Check(ModelServerOptions.Unset, ModelServerOptions.Single("m", folder));
        if (refused is { } code)
            Assert.Equal(code, Assert.Throws<ServingFault>(Check).Code);
        else
            Check();
    }
}
