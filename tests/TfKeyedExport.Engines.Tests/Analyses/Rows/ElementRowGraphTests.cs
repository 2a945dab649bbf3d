using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>What is computed element by element: rows beside rows, beside what all share, and beside what stands at a row's place.</summary>
public class ElementRowGraphTests
{
    private const string Places = Count + "\nr Range c0 n c1";

    private const string Characters = "\nb UnicodeDecode w input_encoding=UTF-8 Tsplits=int64";

    private const string Ends = "\ne0 Const dtype=int32 value=[1]\nends StridedSlice b e0 v0 v1 T=int64 end_mask=1";

    private const string Begins = "\nbegins StridedSlice b v0 vm1 v1 T=int64 begin_mask=1";

    private const string Signs = "\np Greater v none\nq Greater x none";

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "a bound that all share", "o ClipByValue x none f", true },
        { "a bound that the number of rows is", Count + "\nnf Cast n\no ClipByValue x none nf", false },
        {
            "a pattern that the number of rows is",
            Count + "\nan AsString n T=int32\na RegexReplace w an text\nl StringLength a\no Cast l", false
        },
        {
            "what the number of rows is in the place of a pattern",
            Count + "\nan AsString n T=int32\na RegexReplace w space an\nl StringLength a\no Cast l", false
        },
        { "squares of places", Places + "\nq Square r T=int32\no GatherV2 x q c0", false },
        { "squares of places, as they are", Places + "\nq Square r T=int32\no Cast q", false },
        { "places as they are", Places + "\no Cast r", false },
        { "places twice", Places + "\nd AddV2 r r T=int32\no Cast d", false },
        { "places in another type and back", Places + "\na Cast r\ni Cast a SrcT=float DstT=int32\no GatherV2 x i c0", false },
        { "the number of rows beside rows", Count + "\nnf Cast n\no AddV2 x nf", false },
        { "the number of rows beside a shared number", Count + "\nnf Cast n\na AddV2 nf f\no Mul x a", false },
        { "rows beside a vector as long as there are columns", "o AddV2 x v40", true },
        { "rows beside a vector that is as long as there are rows", "o AddV2 v v40", false },
        { "rows beside a vector of one", "o AddV2 v one1\none1 Const dtype=float value=[2]", true },
        { "rows beside one row", "s Reshape v40 s14\ns14 Const dtype=int32 value=[1,4]\no AddV2 x s", true },
        { "rows beside rows that all share", "s Const dtype=float value=[[1,2,3,4],[5,6,7,8]]\no AddV2 x s", false },
        { "rows beside a tensor of more axes", """
            s114 Const dtype=int32 value=[1,1,4]
            s Reshape v40 s114
            a AddV2 x s
            o Squeeze a squeeze_dims=[0]
            """, true },
        { "rows beside a tensor of more axes that are not one", """
            t Const dtype=float value=[1,2,3,4,5,6,7,8]
            s214 Const dtype=int32 value=[2,1,4]
            s Reshape t s214
            a AddV2 s x
            m Max a c0
            o Identity m
            """, true },
        { "rows beside columns", "t Transpose y v10\no AddV2 x t", false },
        { "columns beside a vector of rows", "t Transpose x v10\na AddV2 t v\no Transpose a v10", true },
        { "rows beside a vector of rows", "o AddV2 x v", false },
        { "rows beside the same in another order", Sorted + "\no AddV2 x sorted", false },
        { "rows beside distinct values", "d Unique u\ns AddV2 u d T=int32\no Cast s", false },
        { "a width beside another width", Wide + """

            split2 StringSplitV2 w semi
            semi Const dtype=string value=c
            dense2 SparseToDense split2:0 split2:2 split2:1 text T=string Tindices=int64
            lengths2 StringLength dense2
            wide2 Cast lengths2
            a AddV2 wide wide2
            o StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2
            """, false },
        { "a width beside itself", Wide + "\na AddV2 wide wide\no StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true },
        {
            "a width beside one column", Wide
                + "\na AddV2 wide v1f\nv1f ExpandDims v c1\no StridedSlice a v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true
        },
        { "how many characters", Characters + Ends + Begins + "\nd Sub ends begins T=int64\no Cast d SrcT=int64", true },
        { "how many characters, the other way round", Characters + Ends + Begins + "\nd Sub begins ends T=int64\no Cast d SrcT=int64", false },
        { "ends of characters", Characters + Ends + "\no Cast ends SrcT=int64", false },
        { "begins of characters", Characters + Begins + "\no Cast begins SrcT=int64", false },
        { "ends less ends", Characters + Ends + "\nd Sub ends ends T=int64\no Cast d SrcT=int64", false },
        {
            "ends of characters less begins from the second on",
            Characters + Ends + "\nbegins StridedSlice b v1 vm1 v1 T=int64\nd Sub ends begins T=int64\no Cast d SrcT=int64", false
        },
        { "ends of a text's characters less begins of another's", Characters + Begins + """

            l StaticRegexReplace w pattern=a rewrite=bbb replace_global=true
            bl UnicodeDecode l input_encoding=UTF-8 Tsplits=int64
            ends StridedSlice bl v1 v0 v1 T=int64 end_mask=1
            d Sub ends begins T=int64
            o Cast d SrcT=int64
            """, false },
        {
            "an inverse, counted down from a small number", Sorted + "\ndown Sub c9 top:1 T=int32\nback TopKV2 down un T=int32\no GatherV2 sorted back:1 c0",
                true
        },
        {
            "an inverse, counted down from it later", Sorted
                + "\nneg Neg top:1 T=int32\ndown AddV2 c9 neg T=int32\nback TopKV2 down un T=int32\no GatherV2 sorted back:1 c0", true
        },
        {
            "an inverse, counted down by less", Sorted
                + "\nneg Neg top:1 T=int32\ndown Sub neg c9 T=int32\nback TopKV2 down un T=int32\no GatherV2 sorted back:1 c0", true
        },
        {
            "an inverse, to which a row adds", Sorted
                + "\nneg Neg top:1 T=int32\ndown AddV2 neg u T=int32\nback TopKV2 down un T=int32\no GatherV2 sorted back:1 c0", false
        },
        {
            "an inverse, from which an input takes", Sorted
                + "\nneg Neg top:1 T=int32\ndown Sub neg k T=int32\nback TopKV2 down un T=int32\no GatherV2 sorted back:1 c0", false
        },
        {
            "an inverse, to which an input adds", Sorted
                + "\nneg Neg top:1 T=int32\ndown AddV2 neg k T=int32\nback TopKV2 down un T=int32\no GatherV2 sorted back:1 c0", false
        },
        { "an order counted up", Sorted + "\nup Sub top:1 c9 T=int32\nback TopKV2 up un T=int32\no GatherV2 sorted back:1 c0", false },
        { "places where there are several rows", Places + "\ng Greater n c1 T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", true },
        { "places where there are several rows, asked the other way", Places + "\ng Less c1 n T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", true },
        { "places where there are any rows", Places + "\ng Greater n c0 T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", true },
        { "places where there are more than two rows", Places + "\ng Greater n c2 T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", false },
        { "places where there are less than two rows", Places + "\ng Less n c1 T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", false },
        { "places where there is one row", Places + "\ng Equal c1 n T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", false },
        { "places unless there is one row", Places + "\ng NotEqual n c1 T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", false },
        {
            "places where there are more rows than one in two", Places
                + "\nm FloorMod n c2 T=int32\ng Greater m c0 T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", false
        },
        {
            "places where there are several rows, and else the second", Places + "\ng Greater n c1 T=int32\ni SelectV2 g r c1 T=int32\no GatherV2 x i c0",
                false
        },
        { "places where there are several rows, and else the same", Places + "\ng Greater n c1 T=int32\ni SelectV2 g r v0 T=int32\no GatherV2 x i c0", false },
        { "places of a row where its number says so", Places + "\ng Greater u c1 T=int32\ni SelectV2 g r c0 T=int32\no GatherV2 x i c0", false },
        {
            "an order where there are several rows", Sorted
                + "\nn Identity un T=int32\ng Greater n c1 T=int32\ni SelectV2 g top:1 c0 T=int32\no GatherV2 x i c0", false
        },
        { "chosen by row", Signs + "\no Select p x y", true },
        { "chosen by element", Signs + "\no Select q x y", true },
        { "chosen by an input", "g Greater f none\no Select g x y", true },
        { "chosen by a vector as long as there are rows", "g Greater v40 one\no Select g x y", false },
        { "chosen by row from another order", Sorted + Signs + "\no Select p sorted y", false },
        { "chosen from an order by row", Sorted + Signs + "\no Select p y sorted", false },
        { "chosen by the order of rows from an order", Sorted + Signs + "\nsv GatherV2 v top:1 c0\nsp Greater sv none\no Select sp x y", false },
        { "chosen by a row from columns", Signs + "\nt Transpose x v10\ns Transpose y v10\no Select p t s", false },
        { "chosen by a row from what all share", Signs + "\ns Const dtype=float value=[[1,2,3,4],[5,6,7,8],[9,1,2,3],[4,5,6,7]]\no Select p s x", false },
        { "a bias for each column", "o BiasAdd x v40", true },
        { "a bias for each row", "t Transpose x v10\na BiasAdd t v40\no Transpose a v10", false },
        {
            "a bias for each channel that stands first",
                "t Reshape x s\ns Const dtype=int32 value=[-1,4,1]\na BiasAdd t v40 data_format=NCHW\no Squeeze a squeeze_dims=[2]", true
        },
        { "a bias for each row as a channel that stands first", "t Transpose x v10\na BiasAdd t v40 data_format=NCHW\no Transpose a v10", false },
        { "a bias of rows", "o BiasAdd x v", false },
        { "as many as there are rows", Count + "\ns Pack n c2\no Fill s f", true },
        { "as many as there are rows, of how many there are", Count + "\ns Pack n c2\nnf Cast n\no Fill s nf", false },
        { "each with each", Count + "\ns Pack n n\no Fill s f", false },
        { "as many as there are rows beside the first of them", Count + "\ns Pack n c2\nm FloorMod n c2 T=int32\nmf Cast m\no Fill s mf", false },
        { "two for each row as a row", Count + "\nm Mul n c2 T=int32\ns Pack m N=1\na Fill s f\nt Pack n c2\no Reshape a t", true },
        { "two for each row", Count + "\nm Mul n c2 T=int32\ns Pack m N=1\no Fill s f", false },
        { "ones like rows", "z OnesLike x\no AddV2 z x", true },
        { "ones like places, picked", Places + "\na OnesLike r T=int32\no GatherV2 x a c0", false },
        { "as many as a row's number says", "a Fill u f\no EnsureShape a shape=[-1]", false },
        {
            "how many characters two columns have",
            "w2 Pack w w T=string axis=1\nb UnicodeDecode w2 input_encoding=UTF-8 Tsplits=int64" + Ends + Begins
                + "\nd Sub ends begins T=int64\no Cast d SrcT=int64",
            false
        },
        { "ones like a width", Wide + "\nz OnesLike wide\no Identity z", false },
        { "ones as many as a width has", Wide + "\ns Shape wide\nl StridedSlice s v1 v2 v1 T=int32\nv2 Const dtype=int32 value=[2]\no Fill l f", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
