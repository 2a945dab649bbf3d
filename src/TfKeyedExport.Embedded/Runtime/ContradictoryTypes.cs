namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Words about a model that promises one type and gives another.</summary>
internal static class ContradictoryTypes
{
    /// <summary>What to do about it.</summary>
    public const string Advice = "the model's types contradict one another: save it again from TensorFlow";
}
