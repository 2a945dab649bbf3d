using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.TensorFlow;

namespace TfKeyedExport.Server.Hosting;

/// <summary>The engines that this program has.</summary>
internal static class ServerEngines
{
    /// <summary>The choice that options make.</summary>
    public static EngineChoice Of(ServerOptions options) => new(
        new EngineSelector(static () => new EmbeddedEngine(), () => new TensorFlowEngine(new TensorFlowOptions { LibraryPath = options.Engine.TensorFlow })),
        options.Engine.Kind,
        options.Engine.Host(options.Limits));
}
