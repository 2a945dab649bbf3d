using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Tests.Fakes;

/// <summary>A model as a function: one fresh instance for each time that it is opened, so that its state is its own.</summary>
internal sealed class FakeModel(ModelSignature signature, Func<Func<Tensor[], CancellationToken, Tensor[]>> open)
{
    public ModelSignature Signature { get; } = signature;

    public Func<Tensor[], CancellationToken, Tensor[]> Open() => open();
}
