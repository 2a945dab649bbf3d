using System.Buffers;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>
/// Says all that is wrong with a list of models, in TensorFlow Serving's words and in the order in which it would come upon it: a client that is shown
/// only the first is shown what TensorFlow Serving shows. Whether labels point to versions that are there is not asked here.
/// </summary>
internal static class ModelServerConfigValidator
{
    private const string WritePlatform = "Write model_platform: \"tensorflow\".";

    /// <summary>Looks at a list.</summary>
    /// <param name="previous">The list that is served now; what it has may not change its platform.</param>
    /// <param name="next">The list that is to be served.</param>
    public static IReadOnlyList<ConfigurationFault> Validate(ModelServerOptions previous, ModelServerOptions next)
    {
        if (!next.IsSet)
            return [];
        return
        [
            .. next.Models.Where(m => m.Name.Length == 0).Select(_ => Wrong("A model has no name", "Write name: \"...\" for each model.")),
            .. Doubled(next),
            .. next.Models.Where(m => IsRelative(m.BasePath)).Select(Relative),
            .. next.Models.SelectMany(m => Platform(m, previous)),
            .. next.Models.Where(m => !IsRelative(m.BasePath) && !IsLocal(m.BasePath)).Select(Remote),
            .. next.Models.Where(m => m.Logging is { SamplingRate: not (>= 0 and <= 1) }).Select(Sampling),
        ];
    }

    private static IEnumerable<ConfigurationFault> Doubled(ModelServerOptions next) =>
        next.Models.GroupBy(m => m.Name, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Skip(1).Any()).Select(g => Wrong(
            $"Illegal to list model {g.Key} multiple times in config list",
            "List it once; serve several versions by model_version_policy, or give the other model a name of its own."));

    private static ConfigurationFault Relative(ModelOptions model) => Wrong(
        $"Expected model {model.Name} to have an absolute path or URI; got base_path()={model.BasePath}",
        $"Write the path of the folder that holds its version folders, from the root on, such as /models/{(model.Name.Length == 0 ? "NAME" : model.Name)}.");

    private static ConfigurationFault Remote(ModelOptions model) => ConfigurationFault.Unimplemented(
        $"File system scheme '{SchemeOf(model.BasePath)}' not implemented (file: '{model.BasePath}')",
        $"Copy model {model.Name} to a folder of this machine, or mount it there.");

    private static ConfigurationFault Sampling(ModelOptions model) => Wrong(
        FormattableString.Invariant($"sampling_rate of model {model.Name} must be within 0 and 1; was {model.Logging!.SamplingRate}"),
        "Write the share of its requests that are to be logged.");

    private static IEnumerable<ConfigurationFault> Platform(ModelOptions model, ModelServerOptions previous)
    {
        if (model.Type != ModelType.Unspecified && model.Platform.Length > 0)
        {
            yield return Wrong(
                $"Illegal setting both ModelServerConfig::model_type (deprecated) and ModelServerConfig::model_platform, model name is {model.Name}",
                "Take model_type away.");
            yield break;
        }
        if (model.Type is not (ModelType.Unspecified or ModelType.Tensorflow))
        {
            yield return Wrong($"ModelServerConfig::model_type choice {(int)model.Type} not supported.", $"Take model_type away. {WritePlatform}");
            yield break;
        }
        string platform = model.EffectivePlatform;
        if (platform.Length == 0)
        {
            yield return Wrong(
                $"Illegal setting neither ModelServerConfig::model_type (deprecated) nor ModelServerConfig::model_platform, model name is {model.Name}",
                WritePlatform);
            yield break;
        }
        ModelOptions? before = previous.Models.FirstOrDefault(m => m.Name == model.Name);
        if (before is not null && before.EffectivePlatform != platform)
        {
            yield return Wrong(
                $"Illegal to change a model's platform. For model {model.Name} platform was {before.EffectivePlatform} "
                    + $"and new platform requested is {platform}",
                WritePlatform);
        }
        else if (platform != ModelOptions.TensorFlow)
        {
            yield return Wrong($"Model {model.Name} requests unsupported platform {platform}", WritePlatform);
        }
    }

    private static bool IsRelative(string path) => SchemeOf(path).Length == 0 && !Path.IsPathFullyQualified(path);

    private static bool IsLocal(string path) => SchemeOf(path) is "" or "file";

    private static string SchemeOf(string path)
    {
        int end = path.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && path.AsSpan(0, end).IndexOfAnyExcept(SchemeLetters) < 0 ? path[..end].ToLowerInvariant() : "";
    }

    private static SearchValues<char> SchemeLetters { get; } =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-");

    private static ConfigurationFault Wrong(string what, string next) => ConfigurationFault.Invalid(what, next);
}
