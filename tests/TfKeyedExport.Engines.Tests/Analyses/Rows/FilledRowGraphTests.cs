using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Rows that are filled up with what does not count, rows of one entry each, rows as channels, and axes that are computed.</summary>
public class FilledRowGraphTests
{
    private const string Hot = """
        split StringSplitV2 w space
        h StringToHashBucketFast split:1 num_buckets=3
        fill Const dtype=int64 value=-1
        dense SparseToDense split:0 split:2 h fill T=int64 Tindices=int64
        hot OneHot dense c3 one none TI=int64
        """;

    private const string Images = Count + """

        s4 Pack n c2 c2 c1 N=4
        img Reshape x s4
        v4 Const dtype=int32 value=[2,2,1,1]
        filter Reshape v40 v4
        nx Pack n c4 N=2
        c4 Const dtype=int32 value=4
        """;

    private const string Transposed = "Conv2DBackpropInput";

    private const string ByOne = "T=float strides=[1,1,1,1] padding=SAME";

    private const string Channels = Count + """

        c4 Const dtype=int32 value=4
        s Pack c1 n c4 c1 N=4
        r Reshape x s
        ns Pack n N=1
        ones Fill ns one
        zeros Fill ns none
        e Fill v0 none
        """;

    private const string Norm = "T=float U=float is_training=true data_format=NCHW";

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "how often each word stands in a row, beside no word", Hot + "\no Sum hot c1", true },
        { "the same with the axis kept and squeezed", Hot + "\na Sum hot c1 keep_dims=true\no Squeeze a squeeze_dims=[1]", true },
        { "what is filled up with a word", Hot.Replace("value=-1", "value=0") + "\no Sum hot c1", false },
        { "what is not the other way round", Hot.Replace("one none", "none one") + "\no Sum hot c1", false },
        { "halves of what is", Hot.Replace("one none", "half none") + "\no Sum hot c1", false },
        { "the most of what is", Hot + "\no Max hot c1", false },
        { "the mean of what is", Hot + "\no Mean hot c1", false },
        { "one less of each", Hot + "\nl Sub hot one\no Sum l c1", false },
        { "how often each word stands in all rows", Hot + "\no Sum hot c0", false },
        { "sums of words by number", Hot + "\nf0 Cast dense SrcT=int64 DstT=float\no Sum f0 c1", false },

        { "images made larger again", Images + $"\nb {Transposed} s4 filter img {ByOne}\no Reshape b nx", true },
        { "images as filters of others", Images + $"\nb {Transposed} s4 img img {ByOne}\no Reshape b nx", false },
        { "images that lie across", Images + $"\nt Transpose x v10\nim Reshape t s4\nb {Transposed} s4 filter im {ByOne}\no Reshape b nx", false },

        { "rows as channels, each with its own mean", Channels + $"\nb FusedBatchNormV3 r ones zeros e e {Norm}\nxs2 Shape x\no Reshape b xs2", true },
        { "rows as channels, scaled by their own", Channels + $"\nb FusedBatchNormV3 r v zeros e e {Norm}\nxs2 Shape x\no Reshape b xs2", true },
        { "rows as channels, scaled by their place", Channels + $"\np Range c0 n c1\nq Cast p\nb FusedBatchNormV3 r q zeros e e {Norm}\nxs2 Shape x\n"
            + $"o Reshape b xs2", false },
        { "columns as channels", Channels + $"\nt Transpose x v10\nst Pack c1 c4 n c1 N=4\nrt Reshape t st\nb FusedBatchNormV3 rt v40 v40 e e {Norm}\n"
            + $"st2 Pack c4 n\nu2 Reshape b st2\no Transpose u2 v10", false },

        { "texts of rows of one letter", Count + "\nm AddV2 n c1 T=int32\ns Range c0 m c1\n"
            + "t UnicodeEncode u s errors=replace output_encoding=UTF-8 Tsplits=int32\nl StringLength t\no Cast l", true },
        { "texts of rows of one letter in another order", Sorted + "\nm AddV2 un c1 T=int32\ns Range c0 m c1\n"
            + "t UnicodeEncode top:0 s errors=replace output_encoding=UTF-8 Tsplits=int32\nh StringToHashBucketFast t num_buckets=100\n"
            + "o Cast h SrcT=int64 DstT=float", false },
        { "texts of what may be two rows", Count + "\nm AddV2 n c1 T=int32\ns Range c0 m c1\ne Mul s c2 T=int32\n"
            + "t UnicodeEncode u e errors=replace output_encoding=UTF-8 Tsplits=int32\nl StringLength t\no Cast l", false },
        { "letters and texts of them", "b UnicodeDecode w input_encoding=UTF-8 Tsplits=int64\n"
            + "t UnicodeEncode b:1 b:0 errors=replace output_encoding=UTF-8 Tsplits=int64\nl StringLength t\no Cast l", true },

        { "elements by a row's own number", "e ExpandDims u c1 T=int32\no GatherV2 x e c1 batch_dims=1", true },
        { "elements by another row's number", Sorted + "\ne ExpandDims top:0 c1 T=int32\no GatherV2 x e c1 batch_dims=1", false },
        { "a row as a diagonal and back", "d MatrixDiag x T=float\no MatrixDiagPart d T=float", true },

        { "an axis that is computed", "g GreaterEqual c1 c9 T=int32\ni Cast g SrcT=bool DstT=int32\na AddV2 c1 i T=int32\n"
            + "m ArgMax x a T=float Tidx=int32 output_type=int32\no Cast m", true },
        { "an axis that is computed to be the rows'", "g GreaterEqual c1 c9 T=int32\ni Cast g SrcT=bool DstT=int32\na AddV2 c0 i T=int32\n"
            + "m ArgMax x a T=float Tidx=int32 output_type=int32\no Cast m", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
