using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Small graphs in pairs: one that answers each row by itself, and one near it that does not.</summary>
public class RowGraphTests
{
    public static TheoryData<string, string, bool, string> Graphs => new()
    {
        { "an order and its inverse", Sorted + "\n" + """
            inverse InvertPermutation top:1 T=int32
            o GatherV2 sorted inverse c0 Tparams=float Tindices=int32 Taxis=int32
            """, true, "o:0" },
        { "an order and its inverse by another order", Sorted + "\n" + """
            down Neg top:1 T=int32
            back TopKV2 down un T=int32
            o GatherV2 sorted back:1 c0 Tparams=float Tindices=int32 Taxis=int32
            """, true, "o:0" },
        { "an order and itself again", Sorted + "\n" + """
            o GatherV2 sorted top:1 c0 Tparams=float Tindices=int32 Taxis=int32
            """, false, "o:0" },
        { "the inverse of numbers that wrap", Sorted + "\n" + """
            least Const dtype=int32 value=-2147483648
            down Sub least top:1 T=int32
            back TopKV2 down un T=int32
            o GatherV2 sorted back:1 c0 Tparams=float Tindices=int32 Taxis=int32
            """, false, "o:0" },
        { "the inverse, counted down from a number that an input says", Sorted + "\n" + """
            down Sub k top:1 T=int32
            back TopKV2 down un T=int32
            o GatherV2 sorted back:1 c0 Tparams=float Tindices=int32 Taxis=int32
            """, false, "o:0" },
        { "the inverse in no order", Sorted + "\n" + """
            down Neg top:1 T=int32
            back TopKV2 down un T=int32 sorted=false
            o GatherV2 sorted back:1 c0 Tparams=float Tindices=int32 Taxis=int32
            """, false, "o:0" },
        { "numbers of rows that a narrow type does not hold", Count + "\n" + """
            r Range c0 n c1 Tidx=int32
            b Cast r SrcT=int32 DstT=bool
            i Cast b SrcT=bool DstT=int32
            o GatherV2 x i c0 Tparams=float Tindices=int32 Taxis=int32
            """, false, "o:0" },
        { "numbers of rows in a wide type", Count + "\n" + """
            r Range c0 n c1 Tidx=int32
            i Cast r SrcT=int32 DstT=int64
            o GatherV2 x i c0 Tparams=float Tindices=int64 Taxis=int32
            """, true, "o:0" },
        { "distinct whole numbers and where each stands", """
            d Unique u T=int32
            g Cast d:0 SrcT=int32 DstT=float
            o GatherV2 g d:1 c0 Tparams=float Tindices=int32 Taxis=int32
            """, true, "o:0" },
        { "distinct numbers of which two zeros are one", """
            d Unique v T=float
            g Reciprocal d:0 T=float
            o GatherV2 g d:1 c0 Tparams=float Tindices=int32 Taxis=int32
            """, false, "o:0" },
        { "distinct numbers by row", """
            d Unique u T=int32
            g Cast d:1 SrcT=int32 DstT=float
            o Identity g T=float
            """, false, "o:0" },
        { "backwards twice", "r ReverseV2 x v0 T=float Tidx=int32\na Abs r T=float\no ReverseV2 a v0 T=float Tidx=int32", true, "o:0" },
        { "backwards once", "o ReverseV2 x v0 T=float Tidx=int32", false, "o:0" },
        { "parts put together", Count + "\n" + """
            r Range c0 n c1 Tidx=int32
            p DynamicPartition x u T=float num_partitions=4
            q DynamicPartition r u T=int32 num_partitions=4
            a Neg p:1 T=float
            o DynamicStitch q:0 q:1 q:2 q:3 p:0 a p:2 p:3 T=float N=4
            """, true, "o:0" },
        { "parts put together by other numbers", Count + "\n" + """
            r Range c0 n c1 Tidx=int32
            p DynamicPartition x u T=float num_partitions=4
            q DynamicPartition r u T=int32 num_partitions=4
            o DynamicStitch q:0 q:1 q:2 q:3 p:1 p:0 p:2 p:3 T=float N=4
            """, false, "o:0" },
        { "sums of words by row", """
            split StringSplitV2 w space
            l StringLength split:1
            lf Cast l SrcT=int32 DstT=float
            b0 Const dtype=int64 value=[0,0]
            e0 Const dtype=int64 value=[0,1]
            s0 Const dtype=int64 value=[1,1]
            ids StridedSlice split:0 b0 e0 s0 T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2
            ws Shape w T=string
            wn StridedSlice ws v0 v1 v1 T=int32 Index=int32 shrink_axis_mask=1
            o UnsortedSegmentSum lf ids wn T=float Tindices=int64 Tnumsegments=int32
            """, true, "o:0" },
        { "sums of words by their place", """
            split StringSplitV2 w space
            l StringLength split:1
            lf Cast l SrcT=int32 DstT=float
            b0 Const dtype=int64 value=[0,1]
            e0 Const dtype=int64 value=[0,2]
            s0 Const dtype=int64 value=[1,1]
            ids StridedSlice split:0 b0 e0 s0 T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2
            ws Shape w T=string
            wn StridedSlice ws v0 v1 v1 T=int32 Index=int32 shrink_axis_mask=1
            o UnsortedSegmentSum lf ids wn T=float Tindices=int64 Tnumsegments=int32
            """, false, "o:0" },
        { "the first of a width", Wide + "\no StridedSlice wide v00 v01 v11 T=float Index=int32 begin_mask=1 end_mask=1 shrink_axis_mask=2", true, "o:0" },

        {
            "the last of a width",
            Wide + "\nvm Const dtype=int32 value=[0,-1]\no StridedSlice wide vm v00 v11 T=float Index=int32 begin_mask=1 end_mask=1 shrink_axis_mask=2", false,
            "o:0"
        },
        { "what an input says of a width", Wide + """

            kb Pack c0 k T=int32 N=2
            o StridedSlice wide kb v00 v11 T=float Index=int32 begin_mask=1 end_mask=1 shrink_axis_mask=2
            """, false, "o:0" },
        { "a width itself", Wide + "\no Abs wide T=float", false, "o:0" },
        { "the sum over a width", Wide + "\no Sum wide c1 T=float Tidx=int32", false, "o:0" },
        { "a width beside one of four", Wide + "\nm Mul wide v40 T=float\no Identity m T=float", false, "o:0" },
        { "a width stretched to four", Wide
            + "\nws Shape w T=string\nwn StridedSlice ws v0 v1 v1 T=int32 Index=int32 shrink_axis_mask=1\nc4 Const dtype=int32 value=4\n"
            + "to Pack wn c4 T=int32 N=2\no BroadcastTo wide to T=float Tidx=int32", false, "o:0" },
        { "how often a width is filled", Wide + """

            p Greater wide none T=float
            q LogicalNot p
            at Where q T=bool
            b0 Const dtype=int32 value=[0,0]
            ids StridedSlice at v00 v01 v11 T=int64 Index=int32 begin_mask=1 end_mask=1 shrink_axis_mask=2
            ones OnesLike ids T=int64
            onesf Cast ones SrcT=int64 DstT=float
            ws Shape w T=string
            wn StridedSlice ws v0 v1 v1 T=int32 Index=int32 shrink_axis_mask=1
            big Const dtype=string value=x
            o UnsortedSegmentSum onesf ids wn T=float Tindices=int64 Tnumsegments=int32
            """, false, "o:0" },
        { "columns up to the number of rows", Count + """

            e Pack c0 n T=int32 N=2
            s StridedSlice x v00 e v11 T=float Index=int32 begin_mask=1 end_mask=1
            o Identity s T=float
            """, false, "o:0" },
        { "columns up to a number made of the number of rows", Count + """

            m FloorMod n c3 T=int32
            e Pack c0 m T=int32 N=2
            s StridedSlice x v00 e v11 T=float Index=int32 begin_mask=1 end_mask=1
            o Sum s c1 T=float Tidx=int32
            """, false, "o:0" },
        { "every so many columns as there are rows", Count + """

            t Pack c1 n T=int32 N=2
            s StridedSlice x v00 v00 t T=float Index=int32 begin_mask=3 end_mask=3
            o Sum s c1 T=float Tidx=int32
            """, false, "o:0" },
        { "columns up to what an input says", """
            e Pack c0 k T=int32 N=2
            s StridedSlice x v00 e v11 T=float Index=int32 begin_mask=1 end_mask=1
            o Sum s c1 T=float Tidx=int32
            """, true, "o:0" },
        { "parts as long as there are rows", Count + """

            a FloorMod n c3 T=int32
            parts Pack a m1 T=int32 N=2
            s SplitV x parts c1 T=float Tlen=int32 num_split=2
            o Sum s:1 c1 T=float Tidx=int32
            """, false, "o:0" },

        {
            "parts as long as is said",
            "p Const dtype=int32 value=[1,3]\ns SplitV x p c1 T=float Tlen=int32 num_split=2\no Sum s:1 c1 T=float Tidx=int32", true, "o:0"
        },
        { "padded with the number of rows", Count + """

            nf Cast n SrcT=int32 DstT=float
            z Const dtype=int32 value=[0,0,1,0]
            s22 Const dtype=int32 value=[2,2]
            pads Reshape z s22 T=int32 Tshape=int32
            o PadV2 x pads nf T=float Tpaddings=int32
            """, false, "o:0" },
        { "a product over as many as there are rows", Count + """

            s111 Pack n c1 c1 T=int32 N=3
            r Sum x c1 T=float Tidx=int32
            r3 Reshape r s111 T=float Tshape=int32
            tl Pack c1 c1 n T=int32 N=3
            tr Pack c1 n c1 T=int32 N=3
            l Tile r3 tl T=float Tmultiples=int32
            rr Tile r3 tr T=float Tmultiples=int32
            o BatchMatMulV2 l rr T=float
            """, false, "o:0" },
        { "the place of a row in two columns", Count + """

            r Range c0 n c1 Tidx=int32
            r1 ExpandDims r c1 T=int32 Tdim=int32
            rr Tile r1 v12 T=int32 Tmultiples=int32
            s Pack n c9 T=int32 N=2
            o SparseToDense rr s one none T=float Tindices=int32
            """, false, "o:0" },
        { "the place of a row in one column", Count + """

            r Range c0 n c1 Tidx=int32
            r1 ExpandDims r c1 T=int32 Tdim=int32
            s Pack n T=int32 N=1
            o SparseToDense r1 s one none T=float Tindices=int32
            """, true, "o:0" },
        { "crossed with what stands at the row's place", """
            x3 Slice x v00 m3 T=float Index=int32
            m3 Const dtype=int32 value=[-1,3]
            t Const dtype=float value=[1,2,3,4,5,6]
            s Const dtype=int32 value=[2,3]
            other Reshape t s T=float Tshape=int32
            o Cross x3 other T=float
            """, false, "o:0" },
        { "two conditions, one of which asks whether there are rows", Count + """

            e Equal n c0 T=int32
            g Greater n c2 T=int32
            both IdentityN e g T=[bool,bool]
            o If both:1 x Tcond=bool Tin=[float] Tout=[float] then_branch=@twice else_branch=@same
            """, false, "o:0" },
        { "whether there are rows", Count + """

            e Equal n c0 T=int32
            o If e x Tcond=bool Tin=[float] Tout=[float] then_branch=@twice else_branch=@same
            """, true, "o:0" },

        {
            "whether an input says so", "g Greater k c2 T=int32\no If g x Tcond=bool Tin=[float] Tout=[float] then_branch=@twice else_branch=@same", true, "o:0"
        },

        {
            "whether there are three rows",
            Count + "\ng Greater n c2 T=int32\no If g x Tcond=bool Tin=[float] Tout=[float] then_branch=@twice else_branch=@same", false, "o:0"
        },
        { "a number of rounds that an input says", "l While c0 c3 x T=[int32,int32,float] cond=@below body=@halve\no Identity l:2 T=float", true, "o:0" },

        {
            "a round for each row, and each halves",
            Count + "\nl While c0 n x T=[int32,int32,float] cond=@below body=@halve\no Identity l:2 T=float", false, "o:0"
        },

        {
            "a round for each row, and each adds to one number",
            Count + "\nl While c0 n half T=[int32,int32,float] cond=@below body=@halve\no AddV2 x l:2 T=float", false, "o:0"
        },
        { "added up over rows", "s Sum x c0 T=float Tidx=int32\no Sub x s T=float", false, "o:0" },
        { "added up by row", "s Sum x c1 T=float Tidx=int32 keep_dims=true\no Sub x s T=float", true, "o:0" },
        { "running along rows", "o Cumsum x c0 T=float Tidx=int32", false, "o:0" },
        { "running within rows", "o Cumsum x m1 T=float Tidx=int32", true, "o:0" },
        { "turned and turned back", "t Transpose x v10 T=float Tperm=int32\na Abs t T=float\no Transpose a v10 T=float Tperm=int32", true, "o:0" },
        { "turned", "o Transpose x v10 T=float Tperm=int32", false, "o:0" },
        { "each with each", "t Transpose y v10 T=float Tperm=int32\no MatMul x t T=float", false, "o:0" },
        { "put where rows are", Count + """

            r Range c0 n c1 Tidx=int32
            r1 ExpandDims r c1 T=int32 Tdim=int32
            o TensorScatterUpdate x r1 y T=float Tindices=int32
            """, true, "o:0" },
        { "put where rows say", "u1 ExpandDims u c1 T=int32 Tdim=int32\no TensorScatterUpdate x u1 y T=float Tindices=int32", false, "o:0" },

        {
            "whatever size is declared of a width",
            Wide + "\nwc Complex wide wide T=float Tout=complex64\nr Real wc T=complex64 Tout=float\no EnsureShape r T=float shape=?", false, "o:0"
        },
        { "a product that wraps", Count + """

            many Const dtype=int32 value=67108865
            m Mul n many T=int32
            s Pack m T=int32 N=1
            t Fill s one T=float index_type=int32
            ns Pack n m1 T=int32 N=2
            b Reshape t ns T=float Tshape=int32
            o Max b c1 T=float Tidx=int32
            """, false, "o:0" },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow, string output)
    {
        RowGraph.Hold(what, text, isByRow, output);
    }
}
