namespace TfKeyedExport.Server.Flags;

/// <summary>Flags about models and their versions.</summary>
internal static class ModelFlags
{
    private static readonly FlagMaker Models = new(FlagGroup.Models, isTensorFlowServings: true);
    private static readonly FlagMaker Versions = new(FlagGroup.Versions, isTensorFlowServings: true);

    /// <summary>The flags.</summary>
    public static Flag[] All { get; } =
    [
        Models.One(
            "model_name", "NAME", FlagTypes.Text, "The name of the only model.", o => o.ModelName, (o, v) => o with { ModelName = v }),
        Models.One(
            "model_base_path", "FOLDER", FlagTypes.Text, "The folder of the only model's version folders; an absolute path.",
            o => o.ModelBasePath, (o, v) => o with { ModelBasePath = v }),
        Models.One(
            "model_config_file", "FILE", FlagTypes.Text, "A ModelServerConfig as text: several models. It goes before the two above.",
            o => o.ModelConfigFile, (o, v) => o with { ModelConfigFile = v }),
        Models.One(
            "model_config_file_poll_wait_seconds", "N", FlagTypes.Int32, "Read that file again every N seconds; 0 never. A file that is wrong changes nothing.",
            o => (int)(o.Versioning.ConfigPoll?.TotalSeconds ?? 0),
            (o, v) => o with { Versioning = o.Versioning with { ConfigPoll = v > 0 ? TimeSpan.FromSeconds(v.Value) : null } }),
        Models.One(
            "saved_model_tags", "A,B", FlagTypes.Text, "The tags of the metagraph to serve.",
            o => string.Join(',', o.Engine.Tags), (o, v) => o with { Engine = o.Engine with { Tags = new(Tags(v)) } }),
        Models.Switch(
            "allow_version_labels_for_unavailable_models", "Let labels be given to versions that are not there yet.",
            o => o.Versioning.AllowLabelsForUnavailable,
            (o, v) => o with { Versioning = o.Versioning with { AllowLabelsForUnavailable = v } }),
        Versions.One(
            "file_system_poll_wait_seconds", "N", FlagTypes.Int32, "Look for versions every N seconds; 0 looks once, less never.",
            o => (int)(o.Versioning.FileSystemPoll?.TotalSeconds ?? -1),
            (o, v) => o with { Versioning = o.Versioning with { FileSystemPoll = v >= 0 ? TimeSpan.FromSeconds(v!.Value) : null } }),
        Versions.One(
            "max_num_load_retries", "N", FlagTypes.Int32, "How often loading is tried again after it has failed.",
            o => o.Versioning.MaxLoadRetries, (o, v) => o with { Versioning = o.Versioning with { MaxLoadRetries = v!.Value } }),
        Versions.One(
            "load_retry_interval_micros", "N", FlagTypes.Int64, "How long it waits before that; less than 0 does not wait.",
            o => o.Versioning.LoadRetryInterval.Ticks / TimeSpan.TicksPerMicrosecond,
            (o, v) => o with { Versioning = o.Versioning with { LoadRetryInterval = Micros(v!.Value) } }),
        Versions.One(
            "num_load_threads", "N", FlagTypes.Int32,
            "How many versions load at a time; 0 takes as many as there are processors, and four at least, so that a slow one does not hold up others.",
            o => o.Versioning.LoadThreads, (o, v) => o with { Versioning = o.Versioning with { LoadThreads = v!.Value } }),
        Versions.One(
            "num_unload_threads", "N", FlagTypes.Int32, "How many versions are taken away at a time; 0 leaves it to the server.",
            o => o.Versioning.UnloadThreads, (o, v) => o with { Versioning = o.Versioning with { UnloadThreads = v!.Value } }),
        Versions.Switch(
            "enable_model_warmup", "Warm versions up before they are served: by assets.extra/tf_serving_warmup_requests, else by made-up rows.",
            o => o.Versioning.WarmUp, (o, v) => o with { Versioning = o.Versioning with { WarmUp = v } }),
        Versions.One(
            "num_request_iterations_for_warmup", "N", FlagTypes.Int32, "How often each request of that file is sent; 0 is once.",
            o => o.Versioning.WarmUpIterations is 1 ? 0 : o.Versioning.WarmUpIterations,
            (o, v) => o with { Versioning = o.Versioning with { WarmUpIterations = Math.Max(1, v!.Value) } }),
        Versions.Switch(
            "enable_signature_method_name_check", "Hold a signature's method name against the call.",
            o => o.CheckMethodName, (o, v) => o with { CheckMethodName = v }),
    ];

    private static string[] Tags(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static TimeSpan Micros(long micros) => TimeSpan.FromTicks(Math.Clamp(micros, 0, TimeSpan.MaxValue.Ticks / 10) * TimeSpan.TicksPerMicrosecond);
}
