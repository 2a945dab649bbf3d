using TfKeyedExport.Hosting.Placement;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Tests.Fakes;

/// <summary>A model as a function: one fresh instance for each time that it is opened, so that its state is its own.</summary>
internal sealed class FakeModel(ModelSignature signature, Func<Func<Tensor[], CancellationToken, Tensor[]>> open)
{
    public ModelSignature Signature { get; } = signature;

    /// <summary>What the engine tells of where operations run; null makes an engine that cannot tell.</summary>
    public RunTrace? Trace { get; init; }

    public Func<Tensor[], CancellationToken, Tensor[]> Open() => open();
}
