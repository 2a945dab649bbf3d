namespace TfKeyedExport.Serving.Terms;

/// <summary>What a call asks for.</summary>
internal enum CallKind
{
    /// <summary>Nothing of a model's signatures: states, metadata, lists.</summary>
    Question,

    /// <summary>Named tensors in, named tensors out.</summary>
    Predict,

    /// <summary>Examples in, classes out.</summary>
    Classify,

    /// <summary>Examples in, numbers out.</summary>
    Regress,

    /// <summary>Examples through several signatures.</summary>
    MultiInference,
}
