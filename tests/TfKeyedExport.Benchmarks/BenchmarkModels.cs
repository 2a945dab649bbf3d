namespace TfKeyedExport.Benchmarks;

/// <summary>The models that are measured: one of each family.</summary>
internal static class BenchmarkModels
{
    public static IReadOnlyList<string> Names { get; } =
        ["babyweight_keras2", "babyweight_keras3", "text_lstm", "gru_keras3", "asset_vocabulary", "tiny_transformer", "mnist_cnn"];
}
