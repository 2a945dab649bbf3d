namespace TfKeyedExport.Operations;

/// <summary>What an operation gives on untouched.</summary>
[Flags]
internal enum Passing
{
    /// <summary>Nothing, as far as is known.</summary>
    None = 0,

    /// <summary>Every output is the input of the same number, and nothing else happens.</summary>
    Values = 1,

    /// <summary>The first output is the reference that is the first input, whatever was done to what it refers to (TensorFlow 1's variables).</summary>
    Reference = 2,
}
