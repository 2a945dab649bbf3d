namespace TfKeyedExport.Keying.Plans;

/// <summary>An edge that an export sets in the object graph, for Python's loader.</summary>
/// <param name="ParentId">The object that has the child.</param>
/// <param name="Name">The child's name.</param>
/// <param name="ChildId">The object that the name then stands for.</param>
public sealed record PlannedChild(int ParentId, string Name, int ChildId);
