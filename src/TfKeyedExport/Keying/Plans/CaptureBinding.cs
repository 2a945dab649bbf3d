namespace TfKeyedExport.Keying.Plans;

/// <summary>Where a value that a function captured stands in the main graph.</summary>
/// <param name="Argument">The function's argument that receives it.</param>
/// <param name="ObjectId">The object in the object graph.</param>
/// <param name="Tensor">The main graph's tensor.</param>
/// <param name="Evidence">What says so: a constant's own entry, a checkpoint key, a call of another function.</param>
public sealed record CaptureBinding(string Argument, int ObjectId, string Tensor, string Evidence)
{
    /// <summary>The binding in a line.</summary>
    public override string ToString() => $"{Argument} <- {Tensor} ({Evidence})";
}
