using TfKeyedExport.Errors;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Keying;

/// <summary>Plans on the test models.</summary>
internal static class ModelPlans
{
    public static SavedModel Load(string model) => SavedModel.Load(Repository.Model(model));

    public static KeyingPlan Of(string model, KeyingRequest? request = null) => KeyingPlan.For(Load(model), request);

    /// <summary>The keyed signature of the first metagraph, as the edited model declares it.</summary>
    public static ModelSignature Keyed(string model, KeyingRequest? request = null) =>
        Of(model, request).Apply().MetaGraphs[0].Signature(request?.Signature ?? "serving_default")!;

    /// <summary>Checks that a request is refused, and that the refusal says each of the words.</summary>
    public static void Refuses(string model, KeyingRequest request, params string[] words) => Fails(ErrorKind.Refused, model, request, words);

    /// <summary>Checks that a request fails in one way, and that the error says each of the words.</summary>
    public static void Fails(ErrorKind kind, string model, KeyingRequest request, params string[] words)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Of(model, request));
        Assert.Equal(kind, error.Kind);
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    /// <summary>One rename.</summary>
    public static Dictionary<string, string> Rename(string old, string renamed) => new() { [old] = renamed };
}
