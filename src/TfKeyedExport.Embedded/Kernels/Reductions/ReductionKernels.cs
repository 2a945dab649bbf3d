using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Operations.Reductions;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>Taking elements along axes together.</summary>
internal static class ReductionKernels
{
    private static readonly DataType[] NumbersAndComplex = [.. TypeSets.Numbers, DataType.Complex128];

    public static void Register(KernelRegistry registry) => registry
        .AddStep<MomentsStep>((_, _) => new MomentsKernel())
        .Add(ReductionOperations.All, Exactness.BitExact, TypeSets.Any, r => new ReductionKernel<byte, AllReduction>(r))
        .Add(ReductionOperations.Any, Exactness.BitExact, TypeSets.Any, r => new ReductionKernel<byte, AnyReduction>(r))
        .Add(ReductionOperations.ArgMax, Exactness.BitExact, [.. TypeSets.Numbers, DataType.Bool], r => ArgExtreme(r, true), widens: true)
        .Add(ReductionOperations.ArgMin, Exactness.BitExact, [.. TypeSets.Numbers, DataType.Bool], r => ArgExtreme(r, false), widens: true)
        .Add(ReductionOperations.Cumprod, Exactness.Summed, NumbersAndComplex, r => Reduce(r, Kind.Cumprod), widens: true)
        .Add(ReductionOperations.Cumsum, Exactness.Summed, NumbersAndComplex, r => Reduce(r, Kind.Cumsum), widens: true)
        .Add(ReductionOperations.CumulativeLogsumexp, Exactness.Summed, TypeSets.Floats, CumulativeLog, widens: true)
        .Add(ReductionOperations.EuclideanNorm, Exactness.Summed, TypeSets.Floats, EuclideanNorm, widens: true)
        .Add(ReductionOperations.Max, Exactness.BitExact, TypeSets.Numbers, r => Reduce(r, Kind.Max), widens: true)
        .Add(ReductionOperations.Mean, Exactness.Summed, NumbersAndComplex, Mean, widens: true)
        .Add(ReductionOperations.Min, Exactness.BitExact, TypeSets.Numbers, r => Reduce(r, Kind.Min), widens: true)
        .Add(ReductionOperations.Prod, Exactness.Summed, NumbersAndComplex, r => Reduce(r, Kind.Prod), widens: true)
        .Add(ReductionOperations.Sum, Exactness.Summed, NumbersAndComplex, r => Reduce(r, Kind.Sum), widens: true);

    private enum Kind
    {
        Sum,
        Mean,
        Prod,
        Max,
        Min,
        Cumsum,
        Cumprod,
    }

    private static Kernel CumulativeLog(KernelRequest request) =>
        request.InputType(0) == DataType.Float
            ? new ScanKernel<float, LogSumExpTotal<float>>(request)
            : new ScanKernel<double, LogSumExpTotal<double>>(request);

    private static Kernel EuclideanNorm(KernelRequest request) => request.InputType(0) == DataType.Float
        ? new ReductionKernel<float, EuclideanNormReduction<float>>(request)
        : new ReductionKernel<double, EuclideanNormReduction<double>>(request);

    private static Kernel Mean(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Int8 => new IntegerMeanKernel<sbyte>(request),
        DataType.Int16 => new IntegerMeanKernel<short>(request),
        DataType.Int32 => new IntegerMeanKernel<int>(request),
        DataType.Uint8 => new IntegerMeanKernel<byte>(request),
        DataType.Uint16 => new IntegerMeanKernel<ushort>(request),
        DataType.Uint32 => new IntegerMeanKernel<uint>(request),
        _ => Reduce(request, Kind.Mean),
    };

    private static Kernel Reduce(KernelRequest request, Kind kind) => request.InputType(0) switch
    {
        DataType.Float => Real<float>(request, kind),
        DataType.Double => Real<double>(request, kind),
        DataType.Int8 => Real<sbyte>(request, kind),
        DataType.Int16 => Real<short>(request, kind),
        DataType.Int32 => Real<int>(request, kind),
        DataType.Int64 => Real<long>(request, kind),
        DataType.Uint8 => Real<byte>(request, kind),
        DataType.Uint16 => Real<ushort>(request, kind),
        DataType.Uint32 => Real<uint>(request, kind),
        DataType.Uint64 => Real<ulong>(request, kind),
        DataType.Complex128 => Sums<Complex>(request, kind),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };

    private static Kernel Real<T>(KernelRequest request, Kind kind)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => kind switch
        {
            Kind.Max => new ReductionKernel<T, MaximumReduction<T>>(request),
            Kind.Min => new ReductionKernel<T, MinimumReduction<T>>(request),
            _ => Sums<T>(request, kind),
        };

    private static Kernel Sums<T>(KernelRequest request, Kind kind)
        where T : unmanaged, INumberBase<T> => kind switch
        {
            Kind.Sum => new ReductionKernel<T, SumReduction<T>>(request),
            Kind.Mean => new ReductionKernel<T, MeanReduction<T>>(request),
            Kind.Prod => new ReductionKernel<T, ProductReduction<T>>(request),
            Kind.Cumsum => new ScanKernel<T, SumReduction<T>>(request),
            _ => new ScanKernel<T, ProductReduction<T>>(request),
        };

    private static Kernel ArgExtreme(KernelRequest request, bool largest) => request.InputType(0) switch
    {
        DataType.Float => new ArgExtremeKernel<float>(largest),
        DataType.Double => new ArgExtremeKernel<double>(largest),
        DataType.Int8 => new ArgExtremeKernel<sbyte>(largest),
        DataType.Int16 => new ArgExtremeKernel<short>(largest),
        DataType.Int32 => new ArgExtremeKernel<int>(largest),
        DataType.Int64 => new ArgExtremeKernel<long>(largest),
        DataType.Uint8 or DataType.Bool => new ArgExtremeKernel<byte>(largest),
        DataType.Uint16 => new ArgExtremeKernel<ushort>(largest),
        DataType.Uint32 => new ArgExtremeKernel<uint>(largest),
        DataType.Uint64 => new ArgExtremeKernel<ulong>(largest),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };
}
