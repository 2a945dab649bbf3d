namespace TfKeyedExport.Keying.Python;

/// <summary>What calling a signature from Python does with its inputs.</summary>
internal enum PythonCallKind
{
    /// <summary>Each input arrives where the function expects it.</summary>
    Agrees,

    /// <summary>Inputs are mistaken for one another.</summary>
    Mistakes,

    /// <summary>Python does not know the signature or refuses to call it, so that nothing goes wrong in silence.</summary>
    NotCalled,
}

/// <summary>What was found of a signature in Python's objects.</summary>
/// <param name="Kind">What a call does.</param>
/// <param name="Detail">What was seen, as a sentence.</param>
internal sealed record PythonFinding(PythonCallKind Kind, string Detail);
