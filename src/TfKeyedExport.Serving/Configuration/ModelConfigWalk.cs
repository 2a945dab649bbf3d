using TfKeyedExport.Formats.TextFormat;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>One model of a configuration file.</summary>
internal static class ModelConfigWalk
{
    /// <summary>Reads a model.</summary>
    public static ModelOptions Read(MessageWalk walk, TextField field)
    {
        var model = new ModelOptions { Name = "", BasePath = "" };
        var labels = new SortedDictionary<string, long>(StringComparer.Ordinal);
        walk.Message(
            field, "ModelConfig",
            new("name", f => model = model with { Name = walk.Text(f) }),
            new("base_path", f => model = model with { BasePath = walk.Text(f) }),
            new("model_type", f => model = model with { Type = TypeOf(walk, f) }),
            new("model_platform", f => model = model with { Platform = walk.Text(f) }),
            new("model_version_policy", f => model = model with { VersionPolicy = Policy(walk, f) }),
            new("version_labels", f => Label(walk, f, labels), Repeated: true),
            new("logging_config", f => model = model with { Logging = Logging(walk, f) }));
        return model with { Labels = new(labels.Select(l => new VersionLabel(l.Key, l.Value))) };
    }

    private static ModelType TypeOf(MessageWalk walk, TextField field)
    {
        switch (field.Scalar)
        {
            case { Text: "MODEL_TYPE_UNSPECIFIED" or "0", Kind: not TextScalarKind.Quoted }:
                return ModelType.Unspecified;
            case { Text: "TENSORFLOW" or "1", Kind: not TextScalarKind.Quoted }:
                return ModelType.Tensorflow;
            case { Text: "OTHER" or "2", Kind: not TextScalarKind.Quoted }:
                return ModelType.Other;
            default:
                walk.Wrong(field, $"there is no model_type {field.Scalar?.ToString() ?? "in braces"}", "Write model_platform: \"tensorflow\" instead.");
                return ModelType.Unspecified;
        }
    }

    private static VersionPolicy Policy(MessageWalk walk, TextField field)
    {
        VersionPolicy policy = VersionPolicy.Default;
        walk.Message(
            field, "ServableVersionPolicy",
            new("latest", f => policy = Latest(walk, f), OneOf: "policy_choice"),
            new("all", f => policy = All(walk, f), OneOf: "policy_choice"),
            new("specific", f => policy = Specific(walk, f), OneOf: "policy_choice"));
        return policy;
    }

    private static VersionPolicy.Latest Latest(MessageWalk walk, TextField field)
    {
        uint count = 0;
        walk.Message(field, "Latest", new MessageRule("num_versions", f => count = (uint)walk.Whole(f, 0, uint.MaxValue)));
        return new VersionPolicy.Latest(count);
    }

    private static VersionPolicy.All All(MessageWalk walk, TextField field)
    {
        walk.Message(field, "All");
        return new VersionPolicy.All();
    }

    private static VersionPolicy.Specific Specific(MessageWalk walk, TextField field)
    {
        var versions = new SortedSet<long>();
        walk.Message(field, "Specific", new MessageRule("versions", f => versions.Add(walk.Whole(f)), Repeated: true));
        return new VersionPolicy.Specific(new(versions));
    }

    private static void Label(MessageWalk walk, TextField field, SortedDictionary<string, long> labels)
    {
        string label = "";
        long version = 0;
        walk.Message(field, "version_labels", new("key", f => label = walk.Text(f)), new("value", f => version = walk.Whole(f)));
        // Protobuf would take the last of them without a word.
        if (!labels.TryAdd(label, version) && labels[label] != version)
            walk.Wrong(field, $"the label '{label}' is given to version {labels[label]} and to version {version}", "Take one of them away.");
    }

    private static ModelLogging Logging(MessageWalk walk, TextField field)
    {
        var logging = new ModelLogging(0);
        walk.Message(
            field, "LoggingConfig",
            new("log_collector_config", Collector),
            new("sampling_config", f => walk.Message(
                f, "SamplingConfig", new MessageRule("sampling_rate", r => logging = logging with { SamplingRate = walk.Number(r) }))));
        return logging;

        void Collector(TextField collector) => walk.Message(
            collector, "LogCollectorConfig",
            new("type", f => logging = logging with { Collector = walk.Text(f) }),
            new("filename_prefix", f => logging = logging with { FilePrefix = walk.Text(f) }));
    }
}
