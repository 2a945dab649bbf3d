using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Errors about a model that promises one type and gives another.</summary>
internal static class ContradictoryTypes
{
    private const string Advice = "the model's types contradict one another: save it again from TensorFlow";

    /// <summary>An error that no request is to blame for, although it shows in a call.</summary>
    /// <param name="what">What contradicts what.</param>
    /// <param name="where">The node; null if whoever runs it adds that.</param>
    public static TfKeyedException Error(string what, string? where = null) => new(ErrorKind.Engine, what, where, Advice) { Side = ErrorSide.Model };
}
