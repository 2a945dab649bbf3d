namespace TfKeyedExport.Hosting.Choosing;

/// <summary>Which engine is to run a model.</summary>
public enum EngineKind
{
    /// <summary>The embedded engine if it has every operation that is needed, else TensorFlow if its library is found.</summary>
    Auto,

    /// <summary>The managed engine: nothing to install.</summary>
    Embedded,

    /// <summary>TensorFlow's own library.</summary>
    TensorFlow,
}
