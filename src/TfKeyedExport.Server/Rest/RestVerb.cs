namespace TfKeyedExport.Server.Rest;

/// <summary>What a path under <c>/v1/models</c> asks for.</summary>
internal enum RestVerb
{
    /// <summary>The state of a model's versions.</summary>
    Status,

    /// <summary>A model's signatures.</summary>
    Metadata,

    /// <summary>Named tensors in, named tensors out.</summary>
    Predict,

    /// <summary>Examples in, classes out.</summary>
    Classify,

    /// <summary>Examples in, numbers out.</summary>
    Regress,
}
