namespace TfKeyedExport.Handoff.Layout;

/// <summary>The files at a repository's root, and those beside a version's model.</summary>
internal static class RepositoryFiles
{
    /// <summary>Which models are served.</summary>
    public const string Models = "models.config";

    /// <summary>How requests are joined.</summary>
    public const string Batching = "batching_parameters.txt";

    /// <summary>Where metrics are.</summary>
    public const string Monitoring = "monitoring.config";

    /// <summary>For Docker Compose.</summary>
    public const string Compose = "compose.yaml";

    /// <summary>For Kubernetes.</summary>
    public const string Kubernetes = "kubernetes.yaml";

    /// <summary>An image of our server.</summary>
    public const string Docker = "Dockerfile";

    /// <summary>What to do with all that.</summary>
    public const string Readme = "README.md";

    /// <summary>Held while the root's files change, so that two hand-overs at once do not undo each other's.</summary>
    public const string Lock = ".tfkeyed-handoff.lock";

    /// <summary>What follows the name of a file that could not be replaced.</summary>
    public const string New = ".new";

    /// <summary>The check's report in a version's folder, for people.</summary>
    public const string Verdict = "tfkeyed_verdict.json";

    /// <summary>All at the root.</summary>
    public static IReadOnlyList<string> All { get; } = [Models, Batching, Monitoring, Compose, Kubernetes, Docker, Readme, Lock];
}
