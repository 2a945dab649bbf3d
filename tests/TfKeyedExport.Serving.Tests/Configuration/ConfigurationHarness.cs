using System.Text;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.Tests.Configuration;

/// <summary>Texts of configurations, and what is said of them.</summary>
internal static class ConfigurationHarness
{
    public static Reading<ModelServerOptions> ModelsOf(string text) => ModelServerConfigReader.Read("models.config", Encoding.UTF8.GetBytes(text));

    public static Reading<BatchingOptions> BatchingOf(string text, bool quirks = false) =>
        BatchingParametersReader.Read("batching", Encoding.UTF8.GetBytes(text), BatchingOptions.Default(quirks));

    public static ModelOptions Model(string name = "m", string path = "/models/m", string platform = "tensorflow") =>
        new() { Name = name, BasePath = path, Platform = platform };

    public static ModelServerOptions List(params ModelOptions[] models) => new(new Sequence<ModelOptions>(models));

    public static IEnumerable<string> Said(IEnumerable<ConfigurationFault> faults) => faults.Select(f => f.Message);
}
