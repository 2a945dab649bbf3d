using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.TensorFlow.Devices;
using TfKeyedExport.TensorFlow.Libraries;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Cases;

/// <summary>Whose an error is, at the places that a server meets.</summary>
public class ErrorSideTests
{
    private const string Signature = "serving_default";

    private const string Gathering = """
        i Placeholder dtype=int32
        x Placeholder dtype=float
        axis Const dtype=int32 value=0
        y GatherV2 x i axis Tparams=float Tindices=int32 Taxis=int32 batch_dims=0
        """;

    public static TheoryData<string> Engines() => ["embedded", "tensorflow"];

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_index_that_is_not_there_is_the_requests(string engine) =>
        Fails(ErrorKind.Engine, ErrorSide.Request, () => Gather(engine, Tensor.From<int>(7)));

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_input_of_another_type_is_the_requests(string engine) =>
        Fails(ErrorKind.Unreadable, ErrorSide.Request, () => Gather(engine, Tensor.From<float>(0)));

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_signature_that_is_not_there_is_the_requests(string engine) => Fails(ErrorKind.Unreadable, ErrorSide.Request, () =>
    {
        using IModelHost host = Open(engine, GraphText.Model(Gathering, ["y:0"]));
        host.Prepare("another");
    });

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_node_that_lacks_its_input_is_the_models(string engine) => Fails(
        engine == "embedded" ? ErrorKind.Unreadable : ErrorKind.Engine, ErrorSide.Model,
        () => Prepare(engine, "x Placeholder dtype=float\ny Neg nothing T=float"));

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_operation_that_nobody_has_is_the_models(string engine) =>
        Fails(ErrorKind.Engine, ErrorSide.Model, () => Prepare(engine, "x Placeholder dtype=float\ny NoSuchOperation x"));

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_operation_that_reaches_outside_is_the_models(string engine) => Fails(ErrorKind.Forbidden, ErrorSide.Model, () => Prepare(
        engine, "x Placeholder dtype=float\nname Const dtype=string value=file\nw WriteFile name name\ny Neg x ^w T=float"));

    [Fact]
    public void A_folder_that_holds_no_model_is_the_models() => Fails(ErrorKind.Unreadable, ErrorSide.Model, () => SavedModel.Load(Repository.Root));

    [Fact]
    public void A_device_that_is_not_there_is_the_hosts()
    {
        Fails(ErrorKind.Engine, ErrorSide.Host, () => new EmbeddedEngine().Open(GraphText.Model(Gathering, ["y:0"]), new HostOptions { Device = "gpu" }));
        Fails(
            ErrorKind.Engine, ErrorSide.Host,
            () => GpuRequirement.Check(new DeviceRequest(DeviceKind.Gpu), libraryHasGpuKernels: false, "library", new GpuState(false, false, 0, null)));
    }

    [Fact]
    public void A_library_that_is_not_there_is_the_hosts() => Fails(ErrorKind.Engine, ErrorSide.Host, () => TensorFlowLibrary.Load(Repository.Models));

    [Fact]
    public void A_body_that_is_no_request_is_the_requests() =>
        Fails(ErrorKind.Unreadable, ErrorSide.Request, () => PredictBody.Read("[]"u8.ToArray(), RestOptions.Default));

    [Fact]
    public void A_call_that_takes_too_much_memory_is_the_requests() => Fails(ErrorKind.Limit, ErrorSide.Request, () =>
    {
        using IModelHost host = new EmbeddedEngine().Open(
            GraphText.Model("x Placeholder dtype=float\ny Neg x T=float\nz Neg y T=float", ["z:0"]), new HostOptions { MemoryLimit = 1 << 20 });
        host.Prepare(Signature).Run([Tensor.From<float>(new TensorShape(1 << 20), new float[1 << 20])], new Tensor[1], CancellationToken.None);
    });

    [Fact]
    public void Memory_and_files_that_the_system_refuses_are_the_hosts_whatever_was_read()
    {
        Assert.Equal(ErrorSide.Host, Limits.NoMemory(new OutOfMemoryException()).Side);
        Assert.Equal(ErrorSide.Host, TfKeyedException.BadRequest("what", inner: new UnauthorizedAccessException()).Side);
    }

    [Fact]
    public void Whose_an_error_is_stays_when_its_place_is_added() =>
        Assert.Equal(ErrorSide.Host, TfKeyedException.HostLacks("what").At("where").Side);

    private static void Gather(string engine, Tensor index)
    {
        using IModelHost host = Open(engine, GraphText.Model(Gathering, ["y:0"]));
        host.Prepare(Signature).Run(new Dictionary<string, Tensor> { ["i"] = index, ["x"] = Tensor.From<float>(1, 2) }, CancellationToken.None);
    }

    private static void Prepare(string engine, string graph)
    {
        using IModelHost host = Open(engine, GraphText.Model(graph, ["y:0"]));
        host.Prepare(Signature);
    }

    private static IModelHost Open(string engine, SavedModel model) =>
        engine == "embedded" ? new EmbeddedEngine().Open(model, new HostOptions()) : TensorFlowForTests.Open(model);

    private static void Fails(ErrorKind kind, ErrorSide side, Action action)
    {
        TfKeyedException error = Assert.ThrowsAny<TfKeyedException>(action);
        Assert.True((kind, side) == (error.Kind, error.Side), $"{error.Kind}, {error.Side}: {error.Message}");
    }
}
