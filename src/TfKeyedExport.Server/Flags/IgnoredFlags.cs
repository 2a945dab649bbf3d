namespace TfKeyedExport.Server.Flags;

/// <summary>TensorFlow Serving's flags without a meaning here. They are taken with a warning, so that its command lines start this server too.</summary>
internal static class IgnoredFlags
{
    private const string OwnThreads = "the server divides its threads itself, by the processors that it may use";
    private const string NoSession = "models run without a session of TensorFlow's that could be set up";
    private const string NoLite = "models are read as SavedModels only";
    private const string NoXla = "nothing is compiled by XLA";

    private static readonly FlagMaker Ignored = new(FlagGroup.Ignored, isTensorFlowServings: true);

    /// <summary>The flags.</summary>
    public static Flag[] All { get; } =
    [
        Ignored.Ignored(
            "flush_filesystem_caches", "", FlagTypes.Truth, "true",
            "variables are read once into memory, and what the system keeps of the files is the system's"),
        Ignored.Ignored("tensorflow_session_parallelism", "N", FlagTypes.Int64, "0", OwnThreads),
        Ignored.Ignored("tensorflow_session_config_file", "FILE", FlagTypes.Text, "", NoSession),
        Ignored.Ignored("tensorflow_intra_op_parallelism", "N", FlagTypes.Int64, "0", OwnThreads),
        Ignored.Ignored("tensorflow_inter_op_parallelism", "N", FlagTypes.Int64, "0", OwnThreads),
        Ignored.Ignored("use_alts_credentials", "", FlagTypes.Truth, "false", "Google's ALTS exists within Google's network only; use --ssl_config_file"),
        Ignored.Ignored("platform_config_file", "FILE", FlagTypes.Text, "", "there is one platform, tensorflow, and flags say all that can be set of it"),
        Ignored.Ignored("per_process_gpu_memory_fraction", "N", FlagTypes.Number, "0.0", "memory of a GPU is taken as it is needed"),
        Ignored.Ignored("remove_unused_fields_from_bundle_metagraph", "", FlagTypes.Truth, "true", "a graph's text is never kept once the model is loaded"),
        Ignored.Ignored("prefer_tflite_model", "", FlagTypes.Truth, "false", NoLite),
        Ignored.Ignored("num_tflite_pools", "N", FlagTypes.Int32, "schedulable CPUs", NoLite),
        Ignored.Ignored("num_tflite_interpreters_per_pool", "N", FlagTypes.Int32, "1", NoLite),
        Ignored.Ignored("xla_cpu_compilation_enabled", "", FlagTypes.Truth, "false", NoXla),
        Ignored.Ignored("xla_gpu_compilation_enabled", "", FlagTypes.Truth, "false", NoXla),
        Ignored.Ignored("enable_profiler", "", FlagTypes.Truth, "true", "there is no ProfilerService; metrics and traces show where time goes"),
        Ignored.Ignored("thread_pool_factory_config_file", "FILE", FlagTypes.Text, "", OwnThreads),
        Ignored.Ignored("mixed_precision", "TYPE", FlagTypes.Text, "", "numbers keep the types that the model says"),
        Ignored.Ignored("skip_initialize_tpu", "", FlagTypes.Truth, "false", "models run on processors and GPUs, and there is no TPU to set up"),
    ];
}
