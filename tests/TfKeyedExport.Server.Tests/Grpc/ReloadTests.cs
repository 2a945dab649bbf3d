using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Versions;
using Xunit;

namespace TfKeyedExport.Server.Tests.Grpc;

/// <summary>Another configuration, taken over by a call.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly FrontHarness _server = new();

    [Fact]
    public async Task A_new_model_answers_when_the_call_ends_and_one_that_is_left_out_goes()
    {
        await Reload(First() with { Name = "n" });
        Assert.Equal(1, _server.Server.Table.Models["n"].Latest!.Number);
        Assert.Throws<ServingFault>(() => _server.Server.Table.Lease("m", VersionChoice.Latest));
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_is_told_of_and_the_others_serve()
    {
        ServingFault fault = await Assert.ThrowsAsync<ServingFault>(() => Reload(First(), First() with { Name = "n", BasePath = "/nowhere/at/all" }));
        Assert.Contains("n", fault.Message, StringComparison.Ordinal);
        Assert.NotNull(_server.Server.Table.Models["m"].Latest);
    }

    [Fact]
    public async Task What_is_not_allowed_changes_nothing()
    {
        await Assert.ThrowsAsync<ServingFault>(() => Reload((_, _) => throw new ServingFault(Code.PermissionDenied, "no"), First() with { Name = "n" }));
        Assert.Equal(["m"], _server.Server.Models.Models.Select(m => m.Name));
    }

    [Fact]
    public async Task A_label_of_a_version_that_is_not_there_is_refused_and_one_of_a_version_that_is_there_taken()
    {
        await _server.Settled();
        ServingFault fault = await Assert.ThrowsAsync<ServingFault>(() => Reload(First() with { Labels = new([new VersionLabel("stable", 2)]) }));
        Assert.Equal(Code.FailedPrecondition, fault.Code);
        await Reload(First() with { Labels = new([new VersionLabel("stable", 1)]) });
        _server.Server.Table.Lease("m", new VersionChoice(null, "stable")).Dispose();
    }

    public void Dispose() => _server.Dispose();

    private ModelOptions First() => _server.Server.Models.Models[0];

    private Task Reload(params ModelOptions[] models) => Reload((_, _) => { }, models);

    private async Task Reload(Action<ModelServerOptions, ModelServerOptions> allow, params ModelOptions[] models)
    {
        await _server.Settled();
        await _server.Server.Reload(new ModelServerOptions(new Sequence<ModelOptions>(models)), allow, TestContext.Current.CancellationToken);
    }
}
