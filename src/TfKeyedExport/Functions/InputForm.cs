namespace TfKeyedExport.Functions;

/// <summary>How a traced function takes its tensors.</summary>
public enum InputForm
{
    /// <summary>As plain arguments, one tensor each.</summary>
    Arguments,

    /// <summary>In a dictionary: every tensor has a name of the user's choice.</summary>
    Dictionary,

    /// <summary>In a list or a tuple: the tensors are known by their position only.</summary>
    Sequence,
}
