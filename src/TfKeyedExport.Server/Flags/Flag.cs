using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Flags;

/// <summary>A flag of the command line. The table of them is what is parsed by, what the help says and what the documents list.</summary>
internal abstract class Flag
{
    /// <summary>The name without its hyphens, as it is shown; underscores and hyphens within it mean the same.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    public required FlagGroup Group { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What its value is called.</summary>
    public required string ValueName { get; init; }

    /// <summary>Whether TensorFlow Serving has it, under this name.</summary>
    public bool IsTensorFlowServings { get; init; }

    /// <summary>Why it has no meaning here; null if it has one.</summary>
    public string? WhyIgnored { get; init; }

    /// <summary>Whether it may be given several times, each of which counts. Of others the last one counts, as in TensorFlow Serving.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it needs no value.</summary>
    public virtual bool IsSwitch => false;

    /// <summary>What holds without it, in words.</summary>
    public abstract string Default { get; }

    /// <summary>Reads values into options.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="values">The values that count, at least one.</param>
    /// <param name="errors">Takes what is wrong with them.</param>
    public abstract ServerOptions Apply(ServerOptions options, IReadOnlyList<string> values, List<string> errors);
}
