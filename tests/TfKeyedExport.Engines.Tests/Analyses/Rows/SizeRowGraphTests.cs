using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Graphs whose sizes are other than they seem.</summary>
public class SizeRowGraphTests
{
    private const string Element = "kk Pack k T=int32 N=1\ne StridedSlice kk v0 v1 v1 T=int32 shrink_axis_mask=1\n";

    private const string OfAll = "q Sum u c0 T=int32\n";

    // As many columns as numbers are less than none, three deep: g [N,A,3]. A is 0.
    private const string Narrow = "small Less v40 none\nat Where small T=bool\nsi Squeeze at T=int64 squeeze_dims=[1]\ns41 Const dtype=int32 value=[-1,4,1]\n"
        + "x41 Reshape x s41\nm113 Const dtype=int32 value=[1,1,3]\nx43 Tile x41 m113\ng GatherV2 x43 si c1 Tindices=int64\ngs Shape g\n"
        + "a StridedSlice gs v1 v2 v1 T=int32 shrink_axis_mask=1\nv2 Const dtype=int32 value=[2]\n";

    public static TheoryData<string, string> Graphs => new()
    {
        { "pooled channels",
            "s Const dtype=int32 value=[-1,1,2,2]\ni Reshape x s\nm MaxPool i T=float ksize=[1,1,1,2] strides=[1,1,1,2] padding=VALID\n"
            + "s4 Const dtype=int32 value=[-1,4]\no Reshape m s4" },
        { "pooled channels, averages",
            "s Const dtype=int32 value=[-1,1,2,2]\ni Reshape x s\nm AvgPool i T=float ksize=[1,1,1,2] strides=[1,1,1,2] padding=VALID\n"
            + "s4 Const dtype=int32 value=[-1,4]\no Reshape m s4" },
        { "pooled batch",
            "s Const dtype=int32 value=[-1,1,2,2]\ni Reshape x s\nm MaxPool i T=float ksize=[2,1,1,1] strides=[1,1,1,1] padding=SAME\n"
            + "s4 Const dtype=int32 value=[-1,4]\no Reshape m s4" },
        { "the second of two passed on", OfAll + "mx Maximum c3 k T=int32\nid IdentityN mx q T=[int32,int32]\nmn Minimum c3 id:1 T=int32\na Cast mn\n"
            + "o AddV2 v a" },
        { "a product of bytes",
            "a Const dtype=int8 value=20\nb Const dtype=int8 value=13\np8 Mul a b T=int8\np Cast p8 SrcT=int8\n"
            + "v165 Const dtype=int32 value=[1,65]\nt Tile x v165\np32 Cast p8 SrcT=int8 DstT=int32\ns Pack m1 p32\no Reshape t s" },
        { "a sum of 16 bits",
            "a Const dtype=int16 value=200\nb Const dtype=int16 value=60\np8 AddV2 a b T=int16\n"
            + "v165 Const dtype=int32 value=[1,65]\nt Tile x v165\np32 Cast p8 SrcT=int16 DstT=int32\ns Pack m1 p32\no Reshape t s" },
        { "a product of 16 bits",
            "a Const dtype=int16 value=[260,253]\np8 Prod a c0 T=int16\n"
            + "v165 Const dtype=int32 value=[1,16445]\nt Tile x v165\np32 Cast p8 SrcT=int16 DstT=int32\ns Pack m1 p32\no Reshape t s" },
        { "a norm as an axis",
            "a Const dtype=int32 value=[-1]\nax EuclideanNorm a c0 T=int32 Tidx=int32\ns Const dtype=int32 value=[-1,2,2]\nx3 Reshape x s\n"
            + "p102 Const dtype=int32 value=[1,0,2]\nt Transpose x3 p102\nb Sum t ax\no Transpose b v10" },
        { "no axes of a sparse tensor are all",
            "split StringSplitV2 w space\nl StringLength split:1\nlf Cast l\nnone0 Slice v0 v0 v0 T=int32\n"
            + "z Const dtype=int32 value=[[0]]\nze Reshape z v0 T=int32\no SparseReduceSum split:0 lf split:2 ze T=float" },
        { "a mask beyond", "a Const dtype=int32 value=[2,4]\nb StridedSlice a v1 c2v v1 T=int32 begin_mask=2\nc2v Const dtype=int32 value=[2]\n"
            + "p Prod b c0 T=int32\nt Tile x v12\ns Pack m1 p\no Reshape t s" },
        { "a shrinking mask beyond", "a Const dtype=int32 value=[2,4]\nc2v Const dtype=int32 value=[2]\nb StridedSlice a v1 c2v v1 T=int32 shrink_axis_mask=2\n"
            + "r Rank b T=int32\nx8 Tile x v12\nr3 AddV2 r c3 T=int32\ns Pack m1 r3\no Reshape x8 s" },
        { "an element never set", "s2 Const dtype=int32 value=[2]\nl0 TensorListReserve vm1 c3\nl1 TensorListSetItem l0 c0 v40\ng TensorListGetItem l1 c1 s2\n"
            + "gs Size g\ns Pack m1 gs\no Reshape x s" },
        { "an element of any rank never set",
            "s2 Const dtype=int32 value=[2]\nl0 TensorListReserve m1 c3\nl1 TensorListSetItem l0 c0 v40\ng TensorListGetItem l1 c1 s2\n"
            + "gs Size g\ns Pack m1 gs\no Reshape x s" },
        { "a list made longer", "l0 TensorListReserve v4 c3\nv4 Const dtype=int32 value=[4]\n"
            + "l1 TensorListSetItem l0 c9 v40 resize_if_index_out_of_bounds=true\nn TensorListLength l1\nten Const dtype=int32 value=[1,30]\n"
            + "t Tile x ten\nf4 Const dtype=int32 value=4\nn4 Mul n f4 T=int32\ns Pack m1 n4\no Reshape t s" },
        { "no columns in one line", Narrow + "a3 Mul a c3 T=int32\ns Pack m1 a3\nb Reshape g s\no Sum b c1" },
        { "no columns as rows and back", Narrow + "s1 Const dtype=int32 value=[-1,3]\nb Reshape g s1\ns Pack m1 a c3 N=3\nd Reshape b s\no Sum d c1" },
        { "no columns and back by products", Narrow + "a3 Mul a c3 T=int32\nns StridedSlice gs v0 v1 v1 T=int32 shrink_axis_mask=1\nfl Pack ns a3\n"
            + "b Reshape g fl\ns Pack m1 a c3 N=3\nd Reshape b s\no Sum d c1" },
        { "two branches of one function", "neg Less k c0 T=int32\na If neg x then_branch=@twice else_branch=@same\nx1 Reshape x s1\n"
            + "s1 Const dtype=int32 value=[-1,1]\nb If neg x1 then_branch=@twice else_branch=@same\no Abs b" },
        { "sparse sizes that are the rest", Element + "e64 Cast e DstT=int64\nv64 Pack e64 T=int64 N=1\n"
            + "ee StridedSlice v64 v0 v1 v1 T=int64 shrink_axis_mask=1\n"
            + "two64 Const dtype=int64 value=2\nns Pack ee two64 T=int64\ni Const dtype=int64 value=[[0,0],[1,3]]\nsh Const dtype=int64 value=[2,4]\n"
            + "re SparseReshape i sh ns\nq Sum u c0 T=int32\nq64 Cast q DstT=int64\nmx Maximum ee q64 T=int64\n"
            + "re1 StridedSlice re:1 v0 v1 v1 T=int64 shrink_axis_mask=1\n"
            + "mn Minimum re1 mx T=int64\na Cast mn SrcT=int64\no AddV2 v a" },
        { "a norm of a negative number", OfAll + "ka Pack k T=int32 N=1\ne StridedSlice ka v0 v1 v1 T=int32\nne EuclideanNorm e c0 T=int32 Tidx=int32\n"
            + "mx Maximum k q T=int32\nmn Minimum ne mx T=int32\na Cast mn\no AddV2 v a" },
        { "an element beyond 32 bits", OfAll + "k64 Cast k DstT=int64\nbig Const dtype=int64 value=4294967300\nkk Mul k64 k64 T=int64\ne0 Mul kk big T=int64\n"
            + "e1 Pack e0 T=int64 N=1\ne StridedSlice e1 v0 v1 v1 T=int64 shrink_axis_mask=1\ne32 Cast e SrcT=int64 DstT=int32\n"
            + "mx Maximum e32 q T=int32\nm64 Cast mx DstT=int64\nmn Minimum e m64 T=int64\na Cast mn SrcT=int64\no AddV2 v a" },
        { "a product beyond 32 bits", OfAll + "big Const dtype=int32 value=65536\ne0 Mul two big T=int32\n"
            + "e1 Pack e0 T=int32 N=1\ne StridedSlice e1 v0 v1 v1 T=int32 shrink_axis_mask=1\nl Cast e DstT=int64\ne32 Mul e e T=int32\ne64 Mul l l T=int64\n"
            + "mx Maximum e32 q T=int32\nm64 Cast mx DstT=int64\nmn Minimum e64 m64 T=int64\na Cast mn SrcT=int64\no AddV2 v a" },
        { "as many as the rest", Element + "s144 Const dtype=int32 value=[1,4]\nt Tile x s144\ns Const dtype=int32 value=[-1,4,4]\nx3 Reshape t s\n"
            + "ee Mul e e T=int32\n"
            + "sp Pack e c2\na SplitV x3 sp c1\nb SplitV a sp c2\nr Pack m1 ee\no Reshape b r" },
        { "a parameter that is the rest", Element + "s Pack e c2\na Reshape x s\nb Sum a c1\nn Shape b T=float out_type=int32\nsp Prod n c0 T=int32\n"
            + "z Cast sp\no AddV2 v z" },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_whose_sizes_are_other_than_they_seem_is_not_proved(string what, string text) => Hold(what, text, isByRow: false);
}
