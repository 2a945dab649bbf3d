using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>How to make an odd row of an ordinary one: by changing its part of one input.</summary>
/// <param name="Urgency">What comes first if not all can be tried: 0 for what the model compares with, more for what is only unusual.</param>
/// <param name="Change">Makes the part; it has as many rows as the ordinary one.</param>
internal sealed record OddRecipe(int Urgency, Func<Tensor, Dice, Tensor> Change)
{
    /// <summary>Whether the value is no number, infinite or so large that what is computed of it may be.</summary>
    public bool IsBoundless { get; init; }

    /// <summary>Whether it is no number or infinite.</summary>
    public bool IsNoNumber { get; init; }

    /// <summary>Whether it is made of what the model compares with.</summary>
    public bool IsCompared => Urgency == 0;
}
