using TfKeyedExport.Operations.Signal;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Signal;

/// <summary>Fourier transforms of one, two and three dimensions.</summary>
internal static class SignalKernels
{
    private static readonly DataType[] Complexes = [DataType.Complex64, DataType.Complex128];

    public static void Register(KernelRegistry registry) => registry
        .Add(SignalOperations.FFT, Exactness.Summed, Complexes, r => new FourierKernel(r, 1, inverse: false), typeAttribute: "Tcomplex")
        .Add(SignalOperations.FFT2D, Exactness.Summed, Complexes, r => new FourierKernel(r, 2, inverse: false), typeAttribute: "Tcomplex")
        .Add(SignalOperations.FFT3D, Exactness.Summed, Complexes, r => new FourierKernel(r, 3, inverse: false), typeAttribute: "Tcomplex")
        .Add(SignalOperations.IFFT, Exactness.Summed, Complexes, r => new FourierKernel(r, 1, inverse: true), typeAttribute: "Tcomplex")
        .Add(SignalOperations.IFFT2D, Exactness.Summed, Complexes, r => new FourierKernel(r, 2, inverse: true), typeAttribute: "Tcomplex")
        .Add(SignalOperations.IFFT3D, Exactness.Summed, Complexes, r => new FourierKernel(r, 3, inverse: true), typeAttribute: "Tcomplex")
        .Add(SignalOperations.IRFFT, Exactness.Summed, TypeSets.Floats, r => new FourierKernel(r, 1, inverse: true), typeAttribute: "Treal")
        .Add(SignalOperations.IRFFT2D, Exactness.Summed, TypeSets.Floats, r => new FourierKernel(r, 2, inverse: true), typeAttribute: "Treal")
        .Add(SignalOperations.IRFFT3D, Exactness.Summed, TypeSets.Floats, r => new FourierKernel(r, 3, inverse: true), typeAttribute: "Treal")
        .Add(SignalOperations.RFFT, Exactness.Summed, TypeSets.Floats, r => new FourierKernel(r, 1, inverse: false), typeAttribute: "Treal")
        .Add(SignalOperations.RFFT2D, Exactness.Summed, TypeSets.Floats, r => new FourierKernel(r, 2, inverse: false), typeAttribute: "Treal")
        .Add(SignalOperations.RFFT3D, Exactness.Summed, TypeSets.Floats, r => new FourierKernel(r, 3, inverse: false), typeAttribute: "Treal");
}
