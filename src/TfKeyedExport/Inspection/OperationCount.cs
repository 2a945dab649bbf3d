namespace TfKeyedExport.Inspection;

/// <summary>How often an operation stands in a metagraph.</summary>
/// <param name="Op">The operation.</param>
/// <param name="InGraph">How often in the main graph.</param>
/// <param name="InFunctions">How often in the library's functions, each counted once however often it is called.</param>
public sealed record OperationCount(string Op, int InGraph, int InFunctions)
{
    /// <summary>How often in all.</summary>
    public int Total => InGraph + InFunctions;
}
