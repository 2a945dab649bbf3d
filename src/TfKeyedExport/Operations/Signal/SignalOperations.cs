using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Signal;

/// <summary>Fourier transforms.</summary>
internal static class SignalOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Signal");

    public static Operation FFT { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.AlongLast);
    public static Operation FFT2D { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.InnerMatrix);
    public static Operation FFT3D { get; } = Family.Add(shapes: ShapeRules.LikeFirst);
    public static Operation IFFT { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.AlongLast);
    public static Operation IFFT2D { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.InnerMatrix);
    public static Operation IFFT3D { get; } = Family.Add(shapes: ShapeRules.LikeFirst);
    public static Operation IRFFT { get; } = Family.Add(shapes: ShapeRules.Samples, rows: RowRules.AlongLast);
    public static Operation IRFFT2D { get; } = Family.Add(shapes: ShapeRules.Samples);
    public static Operation IRFFT3D { get; } = Family.Add(shapes: ShapeRules.Samples);
    public static Operation RFFT { get; } = Family.Add(shapes: ShapeRules.Spectrum, rows: RowRules.AlongLast);
    public static Operation RFFT2D { get; } = Family.Add(shapes: ShapeRules.Spectrum);
    public static Operation RFFT3D { get; } = Family.Add(shapes: ShapeRules.Spectrum);
}
