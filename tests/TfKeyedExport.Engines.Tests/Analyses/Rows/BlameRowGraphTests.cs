using TfKeyedExport.Analyses.Rows;
using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Where a proof ends: the first node at which rows lose their place, how, and the way from an input by it to the output.</summary>
public class BlameRowGraphTests
{
    public static TheoryData<string, string, string, string> Graphs => new()
    {
        { "a Abs x\ns Sum a c0\no Sub x s", "Mixed", "s", "x a s o" },
        { "a Abs x\ns Sum a c0\nb Abs s\no Sub x b", "Mixed", "s", "x a s b o" },
        { Sorted + "\no Abs sorted", "Order", "top", "u top sorted o" },
        { "r ReverseV2 x v0\na Abs r\no Neg a", "Order", "r", "x r a o" },
        { "a Abs x\nt Transpose a v10\no Neg t", "Mixed", "t", "x a t o" },
        { Count + "\nr Range c0 n c1\no Cast r", "Mixed", "o", "x xs n r o" },
        { Wide + "\no Abs wide", "Width", "dense", "w split dense lengths wide o" },
        { Wide + "\na Sum wide c1\no Abs a", "Width", "a", "w split dense lengths wide a o" },
        { "split StringSplitV2 w space\nl StringLength split:1\no Cast l", "Count", "split", "w split l o" },
        { "d Unique u\ne Cast d\no Abs e", "Count", "d", "u d e o" },
        { "s Const dtype=int32 value=[-1,2]\na Reshape x s\no Abs a", "Count", "a", "x a o" },
        { Count + "\no Cast n", "proved", "", "" },
        { Count + "\na Cast n\no ExpandDims a c0", "Count", "xs", "x xs n a o" },
        { "b Abs x\ns Const dtype=int32 value=[-1,2]\na Reshape b s\no Abs a", "Count", "a", "x b a o" },
        { "g Greater k c2 T=int32\na If g x then_branch=@same else_branch=@sums\no Abs a", "Mixed", "s", "x a s o" },
        { "o Abs v40", "Count", "o", "o" },
        { "s Sum x c0\na Identity s\no Identity a", "Mixed", "s", "x s a o" },
        { "s Shape x\nr RandomUniform s T=int32 dtype=float\no AddV2 x r", "Random", "r", "x s r o" },
        { "a Abs x\nz RandomShuffle a T=float\no Abs z", "Random", "z", "x a z o" },
        {
            "var VarHandleOp dtype=float shape=? shared_name=a\nread ReadVariableOp var dtype=float\nset AssignVariableOp var f dtype=float\n"
                + "o AddV2 x read ^set", "State", "var", "var read o"
        },
        { "a StridedSlice x v1 v0 v1 end_mask=1\no Abs a", "Count", "a", "x a o" },
        { Count + "\nh FloorDiv n c2 T=int32\np Pack h N=1 T=int32\nq AddV2 p v1 T=int32\na Abs x\no StridedSlice a p q v1", "Count", "o", "x a o" },
        { "a BatchMatMulV2 x y adj_y=true\no Abs a", "Mixed", "a", "x a o" },
        { "g Greater k c2 T=int32\na If g x then_branch=@same else_branch=@twice\nb ReverseV2 a v0\no Abs b", "Order", "b", "x a b o" },
        { "r ReverseV2 x v0\no AddV2 x r", "Order", "r", "x r o" },
        { "r ReverseV2 x v0\na Abs r\no Mul a x", "Order", "r", "x r a o" },
        { "r ReverseV2 v v0\no AddV2 x r", "Mixed", "o", "x o" },
        { "r ReverseV2 x v0\na Equal r x\no Cast a SrcT=bool", "Order", "r", "x r a o" },
        { "g Greater k c2 T=int32\nr ReverseV2 x v0\na Neg r\no SelectV2 g a x", "Order", "r", "x r a o" },
        { "g Greater k c2 T=int32\nr Roll x v1 v0\no SelectV2 g x r", "Order", "r", "x r o" },
        { Sorted + "\na Neg sorted\no AddV2 a x", "Order", "top", "u top sorted a o" },
        { Sorted + "\nr ReverseV2 sorted v0\na Sub sorted r\no Neg a", "Order", "r", "x sorted r a o" },
        { "a Abs x\nr ReverseV2 x v0\nb ConcatV2 a r c1\no Abs b", "Order", "r", "x r b o" },
        { "r ReverseV2 v v0\no Pack v r N=2 T=float axis=1", "Order", "r", "v r o" },
        { "g Greater k c2 T=int32\na If g x then_branch=@same else_branch=@backwards\no Abs a", "Order", "r", "x a r o" },
        { "g Greater k c2 T=int32\nr ReverseV2 x v0\na If g x r Tin=[float,float] then_branch=@first else_branch=@second\no Abs a", "Order", "a", "x a o" },
        { "loop While c0 two x T=[int32,int32,float] cond=@below body=@turns\no Abs loop:2", "Order", "loop", "x loop o" },
        {
            // As softmax along the first axis is exported.
            "r Const dtype=int32 value=2\nm Sub r c1 T=int32\na Range c0 c0 c1\nb Range c1 m c1\np Pack m N=1\n"
                + "q ConcatV2 a p b v0 c0 N=4 T=int32\nt Transpose x q\ns Softmax t\no Transpose s q", "Mixed", "s", "x t s o"
        },
        { Count + "\ng Greater n c2 T=int32\na If g x then_branch=@same else_branch=@twice\no Abs a", "Mixed", "a", "x a o" },
    };

    private static readonly string[] Functions =
    [
        "backwards: a float -> float r:output:0\nv0 Const dtype=int32 value=[0]\nr ReverseV2 a v0:output:0",
        "first: a float, b float -> float c:y:0\nc Abs a",
        "second: a float, b float -> float c:y:0\nc Abs b",
        "turns: i int32, n int32, a float -> int32 next:z:0, int32 n, float r:output:0\nc1 Const dtype=int32 value=1\nnext AddV2 i c1:output:0 T=int32\n"
            + "v0 Const dtype=int32 value=[0]\nr ReverseV2 a v0:output:0",
    ];

    [Theory]
    [MemberData(nameof(Graphs))]
    public void The_first_node_at_which_rows_lose_their_place_is_to_blame(string text, string loss, string node, string way)
    {
        ProofTrial trial = Trial(text, "o:0", [BranchRowGraphTests.Sums, .. Functions]);

        trial.Claims();

        OutputProof proof = trial.Proofs[0];
        string said = proof.IsProved ? "proved" : $"{proof.Culprit?.Loss}";
        Assert.Equal((loss, node, way), (said, proof.Culprit?.Node.Origin.Name ?? "", string.Join(' ', proof.Way.Select(n => n.Origin.Name))));
    }
}
