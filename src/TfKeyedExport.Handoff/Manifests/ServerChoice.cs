namespace TfKeyedExport.Handoff.Manifests;

/// <summary>The servers that a repository can be laid out for. Both read the same files; they differ in image, command line and readiness.</summary>
internal enum ServerKind
{
    /// <summary>TensorFlow Serving.</summary>
    TensorFlowServing,

    /// <summary>This project's own.</summary>
    Tfkeyed,
}

/// <summary>The server of the manifests.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Image">Its image.</param>
internal sealed record ServerChoice(ServerKind Kind, string Image)
{
    /// <summary>The image of TensorFlow Serving where none is named: pinned, so that what was tried is what runs.</summary>
    public const string DefaultImage = "tensorflow/serving:2.19.1";

    /// <summary>The server's name for people.</summary>
    public string Title => Kind == ServerKind.Tfkeyed ? "tfkeyed" : "TensorFlow Serving";
}
