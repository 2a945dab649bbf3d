namespace TfKeyedExport.Operations.Attributes;

/// <summary>The masks of a <c>StridedSlice</c>: bit i says something of the i-th of its begins, ends and strides.</summary>
/// <param name="Begin">Where the begin is open.</param>
/// <param name="End">Where the end is open.</param>
/// <param name="Ellipsis">What stands for as many whole dimensions as are left.</param>
/// <param name="NewAxis">What puts in a dimension of size one.</param>
/// <param name="ShrinkAxis">What takes one element and removes the dimension; open ends count for nothing there.</param>
internal readonly record struct StridedSliceMasks(int Begin, int End, int Ellipsis, int NewAxis, int ShrinkAxis)
{
    /// <summary>Whether each begin, end and stride belongs to the dimension of its own place.</summary>
    public bool TakesDimensionsInOrder => Ellipsis == 0 && NewAxis == 0;

    /// <summary>Reads them from a node's attributes.</summary>
    public static StridedSliceMasks Of(NodeAttributes attributes)
    {
        int Mask(string name) => (int)attributes.Int(name, 0);
        return new(Mask("begin_mask"), Mask("end_mask"), Mask("ellipsis_mask"), Mask("new_axis_mask"), Mask("shrink_axis_mask"));
    }
}
