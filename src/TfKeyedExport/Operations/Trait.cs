namespace TfKeyedExport.Operations;

/// <summary>What else is known of operations.</summary>
[Flags]
internal enum Trait
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It adds up products with its second input's elements: as many as all of that input's sizes but the last say.</summary>
    Multiplies = 1,

    /// <summary>It takes the shapes of its inputs and none of their values.</summary>
    TakesSizes = 2,

    /// <summary>It only moves values or holds a graph together: where it runs says nothing of the model.</summary>
    Moves = 4,

    /// <summary>It calls the function in its attribute <c>f</c>, with its inputs as arguments.</summary>
    Calls = 8,
}
