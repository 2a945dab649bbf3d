using TfKeyedExport.Errors;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Hosting.Calling;

/// <summary>A model with a signature to call, which may have been attached in memory: engines know signatures only.</summary>
/// <param name="Model">The model, as loaded or as edited.</param>
/// <param name="Signature">The signature to call.</param>
public sealed record CallableModel(SavedModel Model, string Signature)
{
    /// <summary>What a signature that is made of a function is called.</summary>
    public const string Attached = "tfkeyed_function";

    /// <summary>The model's own signature; a model without any gets one made of its function, without a key.</summary>
    /// <param name="model">The model.</param>
    /// <param name="signature">The signature's name.</param>
    /// <param name="tags">The tags of the metagraph; null leaves the choice.</param>
    /// <param name="output">What to call the only output of a signature that has to be made; null leaves its name.</param>
    /// <param name="onto">The model with what was attached to it before; null if nothing was.</param>
    /// <exception cref="TfKeyedException">There is no such signature; those that there are get listed.</exception>
    public static CallableModel ForSignature(
        SavedModel model, string signature, IReadOnlyList<string>? tags = null, string? output = null, SavedModel? onto = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<string> servable = [.. model.MetaGraphs.SelectMany(m => m.Signatures).Where(s => s.IsServable).Select(s => s.Name).Distinct()];
        if (servable.Contains(signature))
            return new CallableModel(onto ?? model, signature);
        if (servable.Count > 0)
            throw TfKeyedException.BadRequest($"there is no signature '{signature}'", model.Folder, $"the model has {string.Join(", ", servable)}");
        return Attach(onto ?? model, new KeyingRequest { Signature = signature, Keys = [], OutputName = output, Tags = tags });
    }

    /// <summary>A signature or a function of the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">Its name, as <see cref="KeyingRequest.From"/> spells it.</param>
    /// <param name="tags">The tags of the metagraph; null leaves the choice.</param>
    /// <exception cref="TfKeyedException">There is no such thing, or it cannot be called by tensors; those that can are listed.</exception>
    public static CallableModel ForSource(SavedModel model, string source, IReadOnlyList<string>? tags) =>
        MetaGraphChoice.Of(model, tags).Signature(source) is { IsServable: true }
            ? new CallableModel(model, source)
            : new CallableModel(KeyingPlan.For(model, new KeyingRequest { Signature = Attached, From = source, Keys = [], Tags = tags }).Apply(), Attached);

    /// <summary>One of the model's functions, called by a signature made for it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="function"><c>NAME</c> or <c>NAME:TRACE</c>.</param>
    /// <param name="tags">The tags of the metagraph; null leaves the choice.</param>
    /// <param name="signature">The name of the signature to make.</param>
    /// <exception cref="TfKeyedException">There is no such function, or it cannot be called by tensors.</exception>
    public static CallableModel ForFunction(SavedModel model, string function, IReadOnlyList<string>? tags, string signature = Attached) =>
        Attach(model, new KeyingRequest { Signature = signature, From = $"function:{function}", Keys = [], Tags = tags });

    private static CallableModel Attach(SavedModel model, KeyingRequest request) => new(KeyingPlan.For(model, request).Apply(), request.Signature);
}
