using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>A model to serve, as it is written; <see cref="ModelServerConfigValidator"/> says whether it makes sense.</summary>
internal sealed record ModelOptions
{
    /// <summary>The only platform that is served.</summary>
    public const string TensorFlow = "tensorflow";

    /// <summary>The name by which clients call it.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of its version folders: an absolute path, or a URI.</summary>
    public required string BasePath { get; init; }

    /// <summary>Which versions are served.</summary>
    public VersionPolicy VersionPolicy { get; init; } = VersionPolicy.Default;

    /// <summary>Names of versions.</summary>
    public Sequence<VersionLabel> Labels { get; init; } = Sequence<VersionLabel>.Empty;

    /// <summary>The platform as it is written; a deprecated field may say it instead.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The deprecated field.</summary>
    public ModelType Type { get; init; }

    /// <summary>What is to be logged of its requests; null if nothing is said.</summary>
    public ModelLogging? Logging { get; init; }

    /// <summary>The platform, whichever field says it; empty if none does.</summary>
    public string EffectivePlatform => Platform.Length == 0 && Type == ModelType.Tensorflow ? TensorFlow : Platform;

    /// <summary>The folder on this machine.</summary>
    public string Folder => BasePath.StartsWith("file://", StringComparison.OrdinalIgnoreCase) ? BasePath["file://".Length..] : BasePath;
}

/// <summary>A name of a version.</summary>
internal readonly record struct VersionLabel(string Label, long Version);

/// <summary>What a model's configuration says of logging.</summary>
/// <param name="SamplingRate">The share of its requests, from 0 to 1.</param>
/// <param name="Collector">The name of TensorFlow Serving's plug-in, which has no meaning here.</param>
/// <param name="FilePrefix">That plug-in's files, likewise.</param>
internal sealed record ModelLogging(double SamplingRate, string Collector = "", string FilePrefix = "");
