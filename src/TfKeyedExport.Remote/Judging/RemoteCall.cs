using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Judging;

/// <summary>A call whose answer is judged.</summary>
/// <param name="Property">The property that it tries.</param>
/// <param name="Rows">The sample row that stands in each place; -1 for one of which nothing is known but its key.</param>
/// <param name="Inputs">What is sent, in the signature's order.</param>
internal sealed record RemoteCall(string Property, int[] Rows, Tensor[] Inputs)
{
    /// <summary>The call that comes closest to a row by itself: only that row, as often as a fixed size wants.</summary>
    public static RemoteCall Alone(string property, RemoteRows rows, int row)
    {
        int[] which = new Batches(rows.FixedSize).Alone(row);
        return new RemoteCall(property, which, rows.Make(which));
    }

    /// <summary>Whether rows have equal keys on purpose.</summary>
    public bool HasEqualKeys { get; init; }

    /// <summary>Whether other calls were under way.</summary>
    public bool IsCrowded { get; init; }
}
