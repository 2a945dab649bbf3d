using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Shapes, and moving elements without computing.</summary>
internal static class ArrayKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("BatchToSpace", Exactness.BitExact, TypeSets.Plain, r => new SpaceBatchKernel(false, r.Attributes.Int("block_size")))
        .Add("BatchToSpaceND", Exactness.BitExact, TypeSets.Plain, _ => new SpaceBatchKernel(false))
        .Add("Bitcast", Exactness.BitExact, TypeSets.Plain, r => new BitcastKernel(r))
        .Add("BroadcastArgs", Exactness.BitExact, TypeSets.Indices, r => IsInt(r) ? new BroadcastArgsKernel<int>() : new BroadcastArgsKernel<long>())
        .Add("BroadcastTo", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new BroadcastToKernel())
        .Add("CheckNumerics", Exactness.BitExact, TypeSets.Floats, r => r.InputType(0) == DataType.Float ? new CheckNumericsKernel<float>(r) : new CheckNumericsKernel<double>(r), widens: true)
        .Add("Concat", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ConcatKernel(axisFirst: true))
        .Add("ConcatOffset", Exactness.BitExact, TypeSets.Any, r => r.InputType(1) == DataType.Int32 ? new ConcatOffsetKernel<int>() : new ConcatOffsetKernel<long>())
        .Add("ConcatV2", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ConcatKernel(axisFirst: false))
        .Add("DepthToSpace", Exactness.BitExact, TypeSets.Plain, r => new SpaceDepthKernel(r, false))
        .Add("Diag", Exactness.BitExact, DiagonalTypes, _ => new DiagKernel(false))
        .Add("DiagPart", Exactness.BitExact, DiagonalTypes, _ => new DiagKernel(true))
        .Add("DynamicPartition", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new DynamicPartitionKernel())
        .Add("DynamicStitch", Exactness.BitExact, TypeSets.PlainAndStrings, r => new DynamicStitchKernel(r))
        .Add("EnsureShape", Exactness.BitExact, TypeSets.Any, r => new EnsureShapeKernel(r))
        .Add("ExpandDims", Exactness.BitExact, TypeSets.Any, _ => new ExpandDimsKernel())
        .Add("Fill", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new FillKernel())
        .Add("Gather", Exactness.BitExact, TypeSets.PlainAndStrings, r => new GatherKernel(r), typeAttribute: "Tparams")
        .Add("GatherNd", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new GatherNdKernel(), typeAttribute: "Tparams")
        .Add("GatherV2", Exactness.BitExact, TypeSets.PlainAndStrings, r => new GatherKernel(r), typeAttribute: "Tparams")
        .Add("Identity", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("IdentityN", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("InvertPermutation", Exactness.BitExact, TypeSets.Indices, r => IsInt(r) ? new InvertPermutationKernel<int>() : new InvertPermutationKernel<long>())
        .Add("LinSpace", Exactness.Close, TypeSets.Floats, r => r.OutputType(0) == DataType.Float ? new LinSpaceKernel<float>() : new LinSpaceKernel<double>())
        .Add("MatrixDiag", Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Make))
        .Add("MatrixDiagPart", Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Take))
        .Add("MatrixDiagPartV2", Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Take))
        .Add("MatrixDiagPartV3", Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Take))
        .Add("MatrixDiagV2", Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Make))
        .Add("MatrixDiagV3", Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Make))
        .Add("MatrixSetDiag", Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Set))
        .Add("MatrixSetDiagV2", Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Set))
        .Add("MatrixSetDiagV3", Exactness.BitExact, TypeSets.Plain, r => new MatrixDiagKernel(r, DiagonalWork.Set))
        .Add("MirrorPad", Exactness.BitExact, TypeSets.PlainAndStrings, r => new MirrorPadKernel(r))
        .Add("NoOp", Exactness.BitExact, TypeSets.Any, _ => new NoOpKernel())
        .Add("OneHot", Exactness.BitExact, TypeSets.Plain, OneHot)
        .Add("OnesLike", Exactness.BitExact, [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool], _ => new ConstantLikeKernel(one: true))
        .Add("Pack", Exactness.BitExact, TypeSets.PlainAndStrings, r => new PackKernel(r))
        .Add("Pad", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new PadKernel())
        .Add("PadV2", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new PadKernel())
        .Add("ParallelDynamicStitch", Exactness.BitExact, TypeSets.PlainAndStrings, r => new DynamicStitchKernel(r))
        .Add("PlaceholderWithDefault", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("PreventGradient", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("Range", Exactness.BitExact, TypeSets.Numbers, Range, typeAttribute: "Tidx", widens: true)
        .Add("Rank", Exactness.BitExact, TypeSets.Any, _ => new RankKernel())
        .Add("RefIdentity", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("Reshape", Exactness.BitExact, TypeSets.Any, _ => new ReshapeKernel())
        .Add("ReverseSequence", Exactness.BitExact, TypeSets.PlainAndStrings, r => new ReverseSequenceKernel(r))
        .Add("ReverseV2", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ReverseKernel())
        .Add("Roll", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new RollKernel())
        .Add("Shape", Exactness.BitExact, TypeSets.Any, Shape)
        .Add("ShapeN", Exactness.BitExact, TypeSets.Any, Shape)
        .Add("Size", Exactness.BitExact, TypeSets.Any, _ => new SizeKernel())
        .Add("Slice", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SliceKernel())
        .Add("Snapshot", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("SpaceToBatch", Exactness.BitExact, TypeSets.Plain, r => new SpaceBatchKernel(true, r.Attributes.Int("block_size")))
        .Add("SpaceToBatchND", Exactness.BitExact, TypeSets.Plain, _ => new SpaceBatchKernel(true))
        .Add("SpaceToDepth", Exactness.BitExact, TypeSets.Plain, r => new SpaceDepthKernel(r, true))
        .Add("Split", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SplitKernel(sized: false))
        .Add("SplitV", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new SplitKernel(sized: true))
        .Add("Squeeze", Exactness.BitExact, TypeSets.Any, r => new SqueezeKernel(r))
        .Add("StopGradient", Exactness.BitExact, TypeSets.Any, _ => new IdentityKernel())
        .Add("StridedSlice", Exactness.BitExact, TypeSets.PlainAndStrings, r => new StridedSliceKernel(r))
        .Add("Tile", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new TileKernel())
        .Add("TopKV2", Exactness.BitExact, TypeSets.Numbers, TopKKernels.Create, widens: true)
        .Add("Transpose", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new TransposeKernel())
        .Add("Unpack", Exactness.BitExact, TypeSets.PlainAndStrings, r => new UnpackKernel(r))
        .Add("UnravelIndex", Exactness.BitExact, TypeSets.Indices, r => IsInt(r) ? new UnravelIndexKernel<int>() : new UnravelIndexKernel<long>(), typeAttribute: "Tidx")
        .Add("Where", Exactness.BitExact, [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool, DataType.Complex64, DataType.Complex128], _ => new WhereKernel())
        .Add("ZerosLike", Exactness.BitExact, TypeSets.PlainAndStrings, _ => new ConstantLikeKernel(one: false));

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
