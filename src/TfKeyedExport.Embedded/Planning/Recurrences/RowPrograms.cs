using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps.Recurrences;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Embedded.Planning.Recurrences;

/// <summary>Makes the programs of loops over the steps of a sequence.</summary>
internal static class RowPrograms
{
    // A recurrent layer's body has some dozens of nodes. The limit also keeps what goes through them depth first from going too deep.
    private const int MostNodes = 500;

    /// <summary>The program of a loop; null if the loop is not of that kind.</summary>
    /// <param name="loop">A loop.</param>
    /// <param name="known">Gives the constants.</param>
    public static RowProgram? Of(Node loop, Func<NodeOutput, ConstantValue?> known)
    {
        if (loop.Regions.Any(r => r.Nodes.Count > MostNodes) || LoopRoles.Of(loop, known) is not { } roles)
            return null;
        return new RowCompiler(roles, known).Compile() is { } program ? RowBiases.Fold(program) : null;
    }
}
