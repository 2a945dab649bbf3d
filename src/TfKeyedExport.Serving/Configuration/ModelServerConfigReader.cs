using TfKeyedExport.Formats.TextFormat;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>Reads which models to serve, from a file or from a client's request.</summary>
internal static class ModelServerConfigReader
{
    private const string NoCustom = "ModelServer does not yet support custom model config.";
    private const string InsteadOfCustom = "List the models in model_config_list.";

    /// <summary>Reads a file.</summary>
    public static Reading<ModelServerOptions> ReadFile(string path)
    {
        var faults = new List<ConfigurationFault>();
        TextMessage? message = ConfigurationText.ReadFile(path, faults);
        return message is null ? new(null, faults) : Read(path, message);
    }

    /// <summary>Reads the text of a file.</summary>
    public static Reading<ModelServerOptions> Read(string path, ReadOnlySpan<byte> text)
    {
        var faults = new List<ConfigurationFault>();
        TextMessage? message = ConfigurationText.Read(path, text, faults);
        return message is null ? new(null, faults) : Read(path, message);
    }

    /// <summary>Reads what a client sent.</summary>
    public static Reading<ModelServerOptions> Read(ModelServerConfig config) => config.ConfigCase switch
    {
        ModelServerConfig.ConfigOneofCase.ModelConfigList => new(new ModelServerOptions(new(config.ModelConfigList.Config.Select(ModelOf))), []),
        ModelServerConfig.ConfigOneofCase.CustomModelConfig => new(null, [ConfigurationFault.Unimplemented(NoCustom, InsteadOfCustom)]),
        _ => new(ModelServerOptions.Unset, []),
    };

    private static Reading<ModelServerOptions> Read(string path, TextMessage message)
    {
        var faults = new List<ConfigurationFault>();
        var walk = new MessageWalk(path, faults);
        var models = new List<ModelOptions>();
        bool isSet = false;
        walk.Fields(
            message, "ModelServerConfig",
            new("model_config_list", OfList, OneOf: "config"),
            new("custom_model_config", f => walk.Wrong(f, NoCustom.TrimEnd('.'), InsteadOfCustom), OneOf: "config"));
        return Reading<ModelServerOptions>.Of(new ModelServerOptions(new(models), isSet), faults);

        void OfList(TextField list)
        {
            isSet = true;
            walk.Message(list, "ModelConfigList", new MessageRule("config", f => models.Add(ModelConfigWalk.Read(walk, f)), Repeated: true));
        }
    }

    private static ModelOptions ModelOf(ModelConfig model) => new()
    {
        Name = model.Name,
        BasePath = model.BasePath,
        Platform = model.ModelPlatform,
        Type = model.ModelType,
        VersionPolicy = PolicyOf(model.ModelVersionPolicy),
        Labels = new(model.VersionLabels.Select(l => new VersionLabel(l.Key, l.Value)).OrderBy(l => l.Label, StringComparer.Ordinal)),
        Logging = LoggingOf(model.LoggingConfig),
    };

    private static VersionPolicy PolicyOf(FileSystemStoragePathSourceConfig.Types.ServableVersionPolicy? policy) => policy switch
    {
        { Latest: { } latest } => new VersionPolicy.Latest(latest.NumVersions),
        { All: not null } => new VersionPolicy.All(),
        { Specific: { } specific } => new VersionPolicy.Specific(new(specific.Versions.Distinct().Order())),
        _ => VersionPolicy.Default,
    };

    private static ModelLogging? LoggingOf(LoggingConfig? logging) => logging is null
        ? null
        : new ModelLogging(
            logging.SamplingConfig?.SamplingRate ?? 0, logging.LogCollectorConfig?.Type ?? "", logging.LogCollectorConfig?.FilenamePrefix ?? "");
}
