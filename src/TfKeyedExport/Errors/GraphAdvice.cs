namespace TfKeyedExport.Errors;

/// <summary>What to do about models whose graphs cannot be used, where many places find out.</summary>
internal static class GraphAdvice
{
    /// <summary>The model's parts do not fit together.</summary>
    public const string Contradicts = "the model's graph contradicts itself: save it again from TensorFlow, or copy it again";
}
