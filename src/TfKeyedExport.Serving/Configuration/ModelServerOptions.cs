namespace TfKeyedExport.Serving.Configuration;

/// <summary>The models to serve, as they are written.</summary>
/// <param name="Models">The models, in their order.</param>
/// <param name="IsSet">Whether there was a list at all. A configuration without one changes nothing; an empty list takes all models away.</param>
internal sealed record ModelServerOptions(Sequence<ModelOptions> Models, bool IsSet = true)
{
    /// <summary>What says nothing.</summary>
    public static ModelServerOptions Unset { get; } = new(Sequence<ModelOptions>.Empty, IsSet: false);

    /// <summary>The one model of a server without a file.</summary>
    public static ModelServerOptions Single(string name, string basePath) =>
        new(new Sequence<ModelOptions>([new ModelOptions { Name = name, BasePath = basePath, Platform = ModelOptions.TensorFlow }]));
}
