using TfKeyedExport.Embedded.Kernels.Common;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Shapes, and moving elements without computing.</summary>
internal static class ArrayKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(ArrayOperations.BatchToSpace, Exactness.BitExact, TypeSets.Plain, r => new SpaceBatchKernel(false, r.Attributes.Int("block_size")))
        .Add(ArrayOperations.BatchToSpaceND, Exactness.BitExact, TypeSets.Plain, _ => new SpaceBatchKernel(false))
        .Add(ArrayOperations.Bitcast, Exactness.BitExact, TypeSets.Plain, r => new BitcastKernel(r))
        .Add(
            ArrayOperations.BroadcastArgs, Exactness.BitExact, TypeSets.Indices,
            r => IsInt(r) ? new BroadcastArgsKernel<int>() : new BroadcastArgsKernel<long>())
        .Add(ArrayOperations.BroadcastTo, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new BroadcastToKernel())
        .Add(
            ArrayOperations.CheckNumerics, Exactness.BitExact, TypeSets.Floats,
            r => r.InputType(0) == DataType.Float ? new CheckNumericsKernel<float>(r) : new CheckNumericsKernel<double>(r), widens: true)
        .Add(ArrayOperations.Concat, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ConcatKernel(axisFirst: true))
        .Add(
            ArrayOperations.ConcatOffset, Exactness.BitExact, TypeSets.Any,
            r => r.InputType(1) == DataType.Int32 ? new ConcatOffsetKernel<int>() : new ConcatOffsetKernel<long>())
        .Add(ArrayOperations.ConcatV2, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ConcatKernel(axisFirst: false))
        .Add(ArrayOperations.DepthToSpace, Exactness.BitExact, TypeSets.Plain, r => new SpaceDepthKernel(r, false))
        .Add(ArrayOperations.Diag, Exactness.BitExact, DiagonalTypes, _ => new DiagKernel(false))
        .Add(ArrayOperations.DiagPart, Exactness.BitExact, DiagonalTypes, _ => new DiagKernel(true))
        .Add(ArrayOperations.DynamicPartition, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new DynamicPartitionKernel())
        .Add(ArrayOperations.DynamicStitch, Exactness.BitExact, TypeSets.PlainAndStrings, r => new DynamicStitchKernel(r))
        .Add(ArrayOperations.EnsureShape, Exactness.BitExact, TypeSets.Any, r => new EnsureShapeKernel(r))
        .Add(ArrayOperations.ExpandDims, Exactness.BitExact, TypeSets.Any, _ => new ExpandDimsKernel())
        .Add(ArrayOperations.Fill, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new FillKernel())
        .Add(ArrayOperations.Gather, Exactness.BitExact, TypeSets.PlainAndStrings, r => new GatherKernel(r), typeAttribute: "Tparams")
        .Add(ArrayOperations.GatherNd, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new GatherNdKernel(), typeAttribute: "Tparams")
        .Add(ArrayOperations.GatherV2, Exactness.BitExact, TypeSets.PlainAndStrings, r => new GatherKernel(r), typeAttribute: "Tparams")
        .Add(ArrayOperations.Identity, Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add(ArrayOperations.IdentityN, Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add(
            ArrayOperations.InvertPermutation, Exactness.BitExact, TypeSets.Indices,
            r => IsInt(r) ? new InvertPermutationKernel<int>() : new InvertPermutationKernel<long>())
        .Add(
            ArrayOperations.LinSpace, Exactness.Close, TypeSets.Floats,
            r => r.OutputType(0) == DataType.Float ? new LinSpaceKernel<float>() : new LinSpaceKernel<double>())
        .Add(ArrayOperations.MatrixDiag, Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Make))
        .Add(ArrayOperations.MatrixDiagPart, Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Take))
        .Add(ArrayOperations.MatrixDiagPartV2, Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Take))
        .Add(ArrayOperations.MatrixDiagPartV3, Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Take))
        .Add(ArrayOperations.MatrixDiagV2, Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Make))
        .Add(ArrayOperations.MatrixDiagV3, Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Make))
        .Add(ArrayOperations.MatrixSetDiag, Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Set))
        .Add(ArrayOperations.MatrixSetDiagV2, Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Set))
        .Add(ArrayOperations.MatrixSetDiagV3, Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Set))
        .Add(ArrayOperations.MirrorPad, Exactness.BitExact, TypeSets.PlainAndStrings, r => new MirrorPadKernel(r))
        .Add(ArrayOperations.NoOp, Exactness.BitExact, TypeSets.Any, _ => new NoOpKernel())
        .Add(ArrayOperations.NthElement, Exactness.BitExact, TypeSets.Numbers, r => NumberTypes.Make<NthElementKernels>(r, r.InputType(0)), widens: true)
        .Add(ArrayOperations.OneHot, Exactness.BitExact, TypeSets.Plain, OneHot)
        .Add(
            ArrayOperations.OnesLike, Exactness.BitExact, [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool], _ => new ConstantLikeKernel(one: true))
        .Add(ArrayOperations.Pack, Exactness.BitExact, TypeSets.PlainAndStrings, r => new PackKernel(r))
        .Add(ArrayOperations.Pad, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new PadKernel())
        .Add(ArrayOperations.PadV2, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new PadKernel())
        .Add(ArrayOperations.ParallelDynamicStitch, Exactness.BitExact, TypeSets.PlainAndStrings, r => new DynamicStitchKernel(r))
        .Add(ArrayOperations.PlaceholderWithDefault, Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add(ArrayOperations.PreventGradient, Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add(ArrayOperations.Range, Exactness.BitExact, TypeSets.Numbers, Range, typeAttribute: "Tidx", widens: true)
        .Add(ArrayOperations.Rank, Exactness.BitExact, TypeSets.Any, _ => new RankKernel())
        .Add(ArrayOperations.RefIdentity, Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add(ArrayOperations.Reshape, Exactness.BitExact, TypeSets.Any, _ => new ReshapeKernel())
        .Add(ArrayOperations.ReverseSequence, Exactness.BitExact, TypeSets.PlainAndStrings, r => new ReverseSequenceKernel(r))
        .Add(ArrayOperations.ReverseV2, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ReverseKernel())
        .Add(ArrayOperations.Roll, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new RollKernel())
        .Add(ArrayOperations.Shape, Exactness.BitExact, TypeSets.Any, Shape)
        .Add(ArrayOperations.ShapeN, Exactness.BitExact, TypeSets.Any, Shape)
        .Add(ArrayOperations.Size, Exactness.BitExact, TypeSets.Any, _ => new SizeKernel())
        .Add(ArrayOperations.Slice, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SliceKernel())
        .Add(ArrayOperations.Snapshot, Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add(ArrayOperations.SpaceToBatch, Exactness.BitExact, TypeSets.Plain, r => new SpaceBatchKernel(true, r.Attributes.Int("block_size")))
        .Add(ArrayOperations.SpaceToBatchND, Exactness.BitExact, TypeSets.Plain, _ => new SpaceBatchKernel(true))
        .Add(ArrayOperations.SpaceToDepth, Exactness.BitExact, TypeSets.Plain, r => new SpaceDepthKernel(r, true))
        .Add(ArrayOperations.Split, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SplitKernel(sized: false))
        .Add(ArrayOperations.SplitV, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SplitKernel(sized: true))
        .Add(ArrayOperations.Squeeze, Exactness.BitExact, TypeSets.Any, r => new SqueezeKernel(r))
        .Add(ArrayOperations.StopGradient, Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add(ArrayOperations.StridedSlice, Exactness.BitExact, TypeSets.PlainAndStrings, r => new StridedSliceKernel(r))
        .Add(ArrayOperations.Tile, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new TileKernel())
        .Add(ArrayOperations.TopKV2, Exactness.BitExact, TypeSets.Numbers, TopKKernels.Create, widens: true)
        .Add(ArrayOperations.Transpose, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new TransposeKernel())
        .Add(ArrayOperations.Unpack, Exactness.BitExact, TypeSets.PlainAndStrings, r => new UnpackKernel(r))
        .Add(
            ArrayOperations.UnravelIndex, Exactness.BitExact, TypeSets.Indices,
            r => IsInt(r) ? new UnravelIndexKernel<int>() : new UnravelIndexKernel<long>(), typeAttribute: "Tidx")
        .Add(
            ArrayOperations.Where, Exactness.BitExact,
            [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool, DataType.Complex64, DataType.Complex128], _ => new WhereKernel())
        .Add(ArrayOperations.ZerosLike, Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ConstantLikeKernel(one: false));

    private static readonly DataType[] DiagonalTypes =
        [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64, DataType.Half, DataType.Bfloat16, DataType.Complex64, DataType.Complex128];

    private static bool IsInt(KernelRequest request) => request.InputType(0) == DataType.Int32;

    private static Kernel Shape(KernelRequest request) => request.OutputType(0) == DataType.Int32 ? new ShapeKernel<int>() : new ShapeKernel<long>();

    private static Kernel OneHot(KernelRequest request) => request.OutputType(0).Size() switch
    {
        1 => new OneHotKernel<byte>(request),
        2 => new OneHotKernel<ushort>(request),
        4 => new OneHotKernel<uint>(request),
        8 => new OneHotKernel<ulong>(request),
        _ => new OneHotKernel<UInt128>(request),
    };

    private static Kernel Range(KernelRequest request) => request.OutputType(0) switch
    {
        DataType.Float => new RangeKernel<float>(),
        DataType.Double => new RangeKernel<double>(),
        DataType.Int8 => new RangeKernel<sbyte>(),
        DataType.Int16 => new RangeKernel<short>(),
        DataType.Int32 => new RangeKernel<int>(),
        DataType.Int64 => new RangeKernel<long>(),
        DataType.Uint16 => new RangeKernel<ushort>(),
        DataType.Uint32 => new RangeKernel<uint>(),
        DataType type => throw request.Unsupported($"a range of {type.Name()} is not supported"),
    };
}
