using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Examples that are parsed: each row's values, padded, sparse or ragged.</summary>
public class ParsedRowGraphTests
{
    // What is called k is a vector of keys: of none, of a, of b, of both.
    private const string Keys = Count + "\na Const dtype=string value=a\nb Const dtype=string value=b\nk0 Fill v0 a T=string\nka Pack a T=string N=1\n"
        + "kb Pack b T=string N=1\nkab Pack a b T=string\nseven Const dtype=int64 value=[7]\ns0 Const dtype=int64 value=[0,0]\n"
        + "s1 Const dtype=int64 value=[0,1]\nones Const dtype=int64 value=[1,1]\nwide3 Const dtype=int64 value=[-1,3]\n";

    private const string Padded = " num_sparse=0 sparse_types=[] ragged_value_types=[] ragged_split_types=[] Tdense=[int64] dense_shapes=";

    private const string Sparse = " ragged_value_types=[] ragged_split_types=[] Tdense=[] dense_shapes=[]";

    private const string OneSparse = "p ParseExampleV2 ex k0 kb k0 k0 num_sparse=1 sparse_types=[int64]" + Sparse;

    private const string TwoSparse = "p ParseExampleV2 ex k0 kab k0 k0 num_sparse=2 sparse_types=[int64,int64]" + Sparse;

    private const string Ragged = " num_sparse=0 sparse_types=[] Tdense=[] dense_shapes=[]";

    private const string OneRagged = "p ParseExampleV2 ex k0 k0 k0 kb ragged_value_types=[int64] ragged_split_types=[int64]" + Ragged;

    private const string TwoRagged = "p ParseExampleV2 ex k0 k0 k0 kab ragged_value_types=[int64,int64] ragged_split_types=[int64,int64]" + Ragged;

    private const string Sum = "\nof StridedSlice at s0 s1 ones T=int64 Index=int64 begin_mask=1 end_mask=1 shrink_axis_mask=2\n"
        + "o UnsortedSegmentSum values of n Tindices=int64";

    private const string Matrix = " T=float Tindex=int64 Tshape=int64 num_row_partition_tensors=1 row_partition_types=[ROW_SPLITS]";

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "a number", Keys + "p ParseExampleV2 ex k0 k0 ka k0 seven" + Padded + "[1]\no Cast p SrcT=int64", true },
        {
            "a number, or how many rows there are", Keys
                + "n64 Cast n DstT=int64\nd Pack n64 T=int64 N=1\np ParseExampleV2 ex k0 k0 ka k0 d" + Padded + "[1]\no Cast p SrcT=int64", false
        },
        { "the first of some numbers", Keys + "p ParseExampleV2 ex k0 k0 kb k0 seven" + Padded + "[-1]\nc Cast p SrcT=int64\n"
            + "o StridedSlice c v00 v01 v11 begin_mask=1 end_mask=1 shrink_axis_mask=2", true },
        { "the sum of some numbers and what fills them up",
            Keys + "p ParseExampleV2 ex k0 k0 kb k0 seven" + Padded + "[-1]\nc Cast p SrcT=int64\no Sum c c1", false },
        { "some numbers", Keys + "p ParseExampleV2 ex k0 k0 kb k0 seven" + Padded + "[-1]\no Cast p SrcT=int64", false },
        { "sums of sparse numbers", Keys + OneSparse + "\nat Identity p T=int64\nvalues Cast p:1 SrcT=int64" + Sum, true },
        { "sparse numbers", Keys + OneSparse + "\no Cast p:1 SrcT=int64", false },
        { "coordinates of sparse numbers", Keys + OneSparse + "\no Cast p SrcT=int64", false },
        { "how many sparse numbers the longest row has",
            Keys + OneSparse + "\nm StridedSlice p:2 v1 v0 v1 T=int64 end_mask=1\nc Cast m SrcT=int64\no AddV2 v c", false },
        { "sums of the second of sparse numbers", Keys + TwoSparse + "\nat Identity p:1 T=int64\nvalues Cast p:3 SrcT=int64" + Sum, true },
        { "sums of sparse numbers where others are", Keys + TwoSparse + "\nat Identity p T=int64\nvalues Cast p:3 SrcT=int64" + Sum, false },
        { "ragged numbers", Keys + OneRagged + "\nc Cast p SrcT=int64\no RaggedTensorToTensor wide3 c none p:1" + Matrix, true },
        { "ragged numbers, one after the other", Keys + OneRagged + "\no Cast p SrcT=int64", false },
        { "where ragged numbers end", Keys + OneRagged + "\nc Cast p:1 SrcT=int64\no Identity c", false },
        { "the second of ragged numbers", Keys + TwoRagged + "\nc Cast p:1 SrcT=int64\no RaggedTensorToTensor wide3 c none p:3" + Matrix, true },
        { "ragged numbers where others end", Keys + TwoRagged + "\nc Cast p:1 SrcT=int64\no RaggedTensorToTensor wide3 c none p:2" + Matrix, false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) => Hold(what, text, isByRow);
}
