using System.CommandLine;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.TensorFlow;

namespace TfKeyedExport.Cli.Options;

/// <summary>The options by which a verb is told where to run a model.</summary>
/// <param name="seconds">The time limit of somebody who gives none.</param>
/// <param name="hasTags">Whether the metagraph is chosen here: not by a verb that has tags for another purpose.</param>
internal sealed class EngineOptions(double seconds = LimitOptions.Seconds, bool hasTags = true)
{
    private readonly Option<string?> _tags = new("--tags")
    {
        Description = "All tags of the metagraph to run. Default: serve, or the only one.",
        HelpName = "A,B",
    };

    private readonly Option<string> _engine = new("--engine")
    {
        Description = "The engine: auto takes the embedded one if it has every operation, else TensorFlow.",
        HelpName = "auto|embedded|tensorflow",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string?> _tensorFlow = new("--tensorflow")
    {
        Description = "TensorFlow's library, or a folder that holds it. Default: TFKEYED_TENSORFLOW, beside the program, the system.",
        HelpName = "PATH",
    };

    private readonly Option<string> _device = new("--device")
    {
        Description = "The device; gpu fails if there is none rather than take the CPU.",
        HelpName = "auto|cpu|gpu[:N]",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<int> _gpuMemory = new("--gpu-memory")
    {
        Description = "The most MiB that TensorFlow may take on the GPU. Memory is taken as it is needed; without this, as much as there is.",
        HelpName = "MIB",
        CustomParser = NumberParser.Whole(0, int.MaxValue),
    };

    private readonly LimitOptions _limits = new(seconds);

    /// <summary>The options that say where a model runs, and what it may do there.</summary>
    public IReadOnlyList<Option> Places => [_engine, _tensorFlow, _device, _gpuMemory, _tags, _limits.Allowed, _limits.Memory];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_engine);
        command.Add(_tensorFlow);
        command.Add(_device);
        command.Add(_gpuMemory);
        _limits.AddTo(command);
        if (hasTags)
            command.Add(_tags);
    }

    /// <summary>Adds limits, library and device, for verbs that choose engines in another way.</summary>
    public void AddPlaceTo(Command command)
    {
        command.Add(_tensorFlow);
        command.Add(_device);
        command.Add(_gpuMemory);
        _limits.AddTo(command);
        if (hasTags)
            command.Add(_tags);
    }

    /// <summary>Adds the library alone.</summary>
    public void AddLibraryTo(Command command) => command.Add(_tensorFlow);

    /// <summary>Reads limits, library and device.</summary>
    /// <exception cref="TfKeyedException">The device is none of those allowed (usage).</exception>
    public EnginePlace ReadPlace(ParseResult parsed) => Read(parsed, EngineKind.Auto);

    /// <summary>Reads the library; null searches for it.</summary>
    public string? ReadLibrary(ParseResult parsed) => parsed.GetValue(_tensorFlow);

    /// <summary>Reads the options.</summary>
    /// <exception cref="TfKeyedException">A value is none of those allowed (usage).</exception>
    public EnginePlace Read(ParseResult parsed)
    {
        string name = parsed.GetValue(_engine)!;
        EngineKind kind = name switch
        {
            "auto" => EngineKind.Auto,
            "embedded" => EngineKind.Embedded,
            "tensorflow" => EngineKind.TensorFlow,
            _ => throw TfKeyedException.Usage($"there is no engine '{name}'", "--engine", "take auto, embedded or tensorflow"),
        };
        return Read(parsed, kind);
    }

    private EnginePlace Read(ParseResult parsed, EngineKind kind)
    {
        var host = new HostOptions
        {
            Device = DeviceOf(parsed.GetValue(_device)!),
            Tags = hasTags ? parsed.GetValue(_tags)?.Split(',', StringSplitOptions.TrimEntries) : null,
        };
        var library = new TensorFlowOptions { LibraryPath = ReadLibrary(parsed), GpuMemoryLimit = (long)parsed.GetValue(_gpuMemory) << 20 };
        return new EnginePlace(kind, library, _limits.Read(parsed, host));
    }

    private static string DeviceOf(string device)
    {
        bool known = device is "auto" or "cpu" or "gpu"
            || (device.StartsWith("gpu:", StringComparison.Ordinal) && device.Length > 4 && device.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0);
        return known ? device : throw TfKeyedException.Usage($"there is no device '{device}'", "--device", "take auto, cpu, gpu or gpu:N");
    }
}
