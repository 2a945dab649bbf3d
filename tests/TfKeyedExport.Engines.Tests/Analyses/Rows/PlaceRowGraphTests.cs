using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>
/// Numbers of places, coordinates, splits and numbers of rows are no values of rows: whatever is done with them, but what moves them only, ends a proof.
/// </summary>
public class PlaceRowGraphTests
{
    // r: places, in a vector; r2: the same in two columns; i: coordinates; e: begins of characters and their end; m: the number of rows modulo three.
    private const string All = Count + "\n" + """
        r Range c0 n c1
        r1 ExpandDims r c1 T=int32
        rr Tile r1 v12 T=int32
        i Pack r u axis=1
        b UnicodeDecode w input_encoding=UTF-8 Tsplits=int64
        e Cast b SrcT=int64 DstT=int32
        m FloorMod n c3 T=int32
        pad1 Const dtype=int32 value=[[1,0]]
        pad2 Const dtype=int32 value=[[0,0],[1,0]]
        s4 Const dtype=int32 value=[-1,2,1,1]
        s1 Const dtype=int32 value=[1]
        one1 Const dtype=int32 value=[[1]]
        one2 Const dtype=int32 value=[[0,1],[1,0]]
        z2 Const dtype=int32 value=[[0,0]]
        v2 Const dtype=int32 value=[2]
        """;

    /// <summary>What is made of numbers of places, in one column.</summary>
    public static TheoryData<string> OfPlaces =>
    [
        "a Square r T=int32", "a Mul r c2 T=int32", "a Mul c2 r T=int32", "a AddV2 r u T=int32", "a AddV2 u r T=int32", "a Maximum r u T=int32",
            "a FloorMod r c2 T=int32",
        "a ClipByValue r c0 c2 T=int32", "g Greater u c1 T=int32\na Select g r u T=int32", "g Greater u c1 T=int32\na SelectV2 g r u T=int32",
        "g Greater u c1 T=int32\na SelectV2 g u r T=int32", "g Greater u c1 T=int32\na Select g u r T=int32",
        "a Sum rr c1 T=int32", "a ArgMax rr c1 T=int32 Tidx=int32 output_type=int32", "s Cumsum rr c1 T=int32\na Max s c1 T=int32",
            "p Pad rr pad2 T=int32\na Sum p c1 T=int32",
        "p MatMul rr one2 T=int32\na Max p c1 T=int32", "p MatMul one2 rr T=int32 transpose_b=true\na Max p c0 T=int32",
            "p Einsum rr N=1 equation=ab->a T=int32\na Identity p T=int32",
        "p Roll rr v1 v1 T=int32\na Sum p c1 T=int32", "p TopKV2 rr c1 T=int32\na Sum p:1 c1 T=int32",
            "p TopKV2 rr c1 T=int32\na Squeeze p T=int32 squeeze_dims=[1]",
        "p ReverseSequence rr u T=int32\na Sum p c1 T=int32", "p ConcatV2 rr rr c1 T=int32\na Max p c1 T=int32",
            "p Pack rr rr axis=1\nq Max p c1 T=int32\na Max q c1 T=int32",
        "p OneHot r c3 c1 c0 T=int32\na Max p c1 T=int32", "a BiasAdd rr v12 T=int32\nq Max a c1 T=int32\na2 Identity q T=int32",
            "a GatherV2 r u c0 Tparams=int32",
        "a GatherV2 v12 r c0 Tparams=int32", "j ExpandDims u c1 T=int32\na GatherNd r j Tparams=int32", "a GatherNd v12 r1 Tparams=int32",
        "ff Cast r\na Cast ff SrcT=float DstT=int32",
            "p MatrixBandPart r3 c0 m1 T=int32\nr3 Reshape rr s221 T=int32\ns221 Const dtype=int32 value=[-1,1,2]\nq Max p c1 T=int32\n"
            + "a Max q c1 T=int32",
        "p Reshape rr s4 T=int32\nq MaxPool p T=int32 ksize=[1,2,1,1] strides=[1,1,1,1] padding=VALID\na Squeeze q T=int32 squeeze_dims=[1,2,3]",
        "p BroadcastTo r1 sz T=int32\nsz Pack n c2\na Sum p c1 T=int32", "p Split c1 rr T=int32\nq AddV2 p p:1 T=int32\na Squeeze q T=int32 squeeze_dims=[1]",
        "a UnsortedSegmentSum r r n T=int32", "a SegmentSum r r T=int32", "sz Pack n N=1\na ScatterNd r1 r sz T=int32", "a TensorScatterAdd u r1 r T=int32",
            "a TensorScatterAdd r r1 u T=int32",
        "sz Pack n N=1\na SparseToDense r sz r c0 T=int32", "d Unique r\na Identity d:1 T=int32", "a Neg r T=int32", "a Sub r c1 T=int32", "a Sub c1 r T=int32",
    ];

    /// <summary>What is made of where characters begin, as one number for all.</summary>
    public static TheoryData<string> OfSplits =>
    [
        "a Square e T=int32", "a AddV2 e c1 T=int32", "a Sub e c1 T=int32", "a Neg e T=int32", "a ClipByValue e c0 c2 T=int32", "a Identity e T=int32",
            "a Reshape e vm1 T=int32",
        "a ExpandDims e c0 T=int32", "q ExpandDims b c0 T=int64\na Cast q SrcT=int64 DstT=int32", "a Transpose e v0 T=int32", "a ConcatV2 e e c0 T=int32",
            "a Tile e v2 T=int32",
        "a Slice e v0 s1 T=int32", "a Slice e v1 s1 T=int32", "a StridedSlice e vm1 v0 v1 T=int32 end_mask=1",
            "a StridedSlice e v0 v1 v1 T=int32 shrink_axis_mask=1",
        "a StridedSlice e v0 v0 v2 T=int32 begin_mask=1 end_mask=1", "a ReverseV2 e v0 T=int32", "a Roll e v1 v0 T=int32", "a TopKV2 e c1 T=int32",
            "a InvertPermutation e T=int32",
        "a Unique e T=int32", "a GatherV2 e v1 c0 Tparams=int32", "a GatherV2 u e c0 Tparams=int32", "a GatherV2 v12 e c0 Tparams=int32",
            "q OneHot e c3 c1 c0 T=int32\na Max q c1 T=int32",
        "a Pad e pad1 T=int32", "a Max e c0 T=int32", "a ArgMax e c0 T=int32 Tidx=int32 output_type=int32", "a Cumsum e c0 T=int32",
            "ff Cast e\nq Softmax ff\na Cast q SrcT=float DstT=int32",
        "g Greater e c0 T=int32\nq Where g\na Cast q SrcT=int64 DstT=int32", "g Greater e c0 T=int32\nql Cast g SrcT=bool\na Cast ql SrcT=float DstT=int32",
            "q Size e T=int32\na Cast q DstT=int32", "q Shape e T=int32\na Cast q DstT=int32",
        "a UnsortedSegmentSum e e c3 T=int32", "a SegmentSum e e T=int32", "a SparseSegmentSum e v0 v0 T=int32",
            "q Fill v2 v T=float\na Cast q SrcT=float DstT=int32", "a Squeeze e T=int32",
        "q Pack e e axis=0\na Max q c0 T=int32", "a Split c0 e T=int32 num_split=1", "a Unpack e T=int32 num=1 axis=0", "a BroadcastTo e v2 T=int32",
            "a BiasAdd e v12 T=int32",
        "a DynamicPartition e e T=int32 num_partitions=1", "a Einsum e N=1 equation=a->a T=int32", "a Einsum e v12 N=2 equation=a,b->a T=int32",
            "a ReverseSequence e v0 T=int32 seq_dim=0",
    ];

    /// <summary>What is made of the number of rows, as one number for all.</summary>
    public static TheoryData<string> OfCounts =>
    [
        "es Fill v0 c0 T=int32\nls TensorListReserve es m\na TensorListLength ls",
        "g0 ExpandDims u c1 T=int32\nga GatherV2 x g0 c1 batch_dims=1\nls TensorListFromTensor ga vm1\na TensorListLength ls",
        "sp StringSplitV2 w space\nsw StridedSlice sp:2 v1 v0 v1 T=int64 end_mask=1\nsn Cast n DstT=int64\nsw1 Squeeze sw T=int64 squeeze_dims=[0]\n"
            + "sq Pack sw1 sn T=int64\na Cast sq SrcT=int64 DstT=int32",
        "g0 ExpandDims u c1 T=int32\nga GatherV2 x g0 c1 batch_dims=1\na Shape ga",
            "g0 ExpandDims u c1 T=int32\nga GatherV2 x g0 c1 batch_dims=1\na ShapeN ga v40 T=float N=2",
        "g0 ExpandDims u c1 T=int32\nga GatherV2 x g0 c1 batch_dims=1\na Size ga",
        "a Square m T=int32", "a AddV2 m c1 T=int32", "a Sub m c1 T=int32", "a Neg m T=int32", "a ClipByValue m c0 c2 T=int32", "a Reshape m v11 T=int32",
            "a ExpandDims m c0 T=int32",
        "q ExpandDims m c0 T=int32\na Squeeze q T=int32 squeeze_dims=[0]", "q Pack m c1\na Transpose q v0 T=int32",
            "q Pack m c1\na StridedSlice q v0 v1 v1 T=int32 shrink_axis_mask=1",
        "q Pack m c1\na Max q c0 T=int32", "q Pack m c1\na Cumsum q c0 T=int32", "q Pack m c1\na ConcatV2 q v1 c0 T=int32",
            "q Pack m c1\na ReverseV2 q v0 T=int32", "a Fill v1 m T=int32",
        "a Fill q m T=int32\nq Pack n c1", "a GatherV2 v12 g c0 Tparams=int32\ng FloorMod n c2 T=int32",
            "g Greater m c0 T=int32\na SelectV2 g c0 c1 T=int32", "a Range c0 m c1",
        "g Greater m c0 T=int32\nff Cast g SrcT=bool\na Cast ff SrcT=float DstT=int32", "a OneHot m c3 c1 c0 T=int32",
            "ff Cast m\nq Softmax v1f\nv1f Reshape ff v1\na Cast q SrcT=float DstT=int32",
        "a ClipByValue u c0 m T=int32", "a GatherV2 v12 u c0 Tparams=int32\nq AddV2 a m T=int32\na2 Identity q T=int32",
            "q Tile v1 s T=int32\ns Pack m N=1\na Prod q c0 T=int32",
    ];

    [Theory]
    [MemberData(nameof(OfPlaces))]
    public void What_is_made_of_places_is_no_place(string made)
    {
        Hold(made, $"{All}\n{made}\no GatherV2 x a c0", false);
        Hold(made, $"{All}\n{made}\no Cast a", false);
    }

    [Theory]
    [MemberData(nameof(OfSplits))]
    public void What_is_made_of_splits_is_no_value(string made)
    {
        Hold(made, $"{All}\n{made}\nq0 Reshape a vm1 T=int32\nq1 Max q0 c0 T=int32\nq2 Cast q1\no AddV2 x q2", false);
        Hold(made, $"{All}\n{made}\nq2 Cast a\no Identity q2", false);
    }

    [Theory]
    [MemberData(nameof(OfCounts))]
    public void What_is_made_of_how_many_rows_there_are_is_no_value(string made) =>
        Hold(made, $"{All}\n{made}\nq0 Reshape a vm1 T=int32\nq1 Max q0 c0 T=int32\nq2 Cast q1\no AddV2 x q2", false);
}
