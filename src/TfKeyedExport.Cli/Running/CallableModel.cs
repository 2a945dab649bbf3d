using TfKeyedExport.Errors;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Cli.Running;

/// <summary>A model with a signature to call, which may have been attached in memory: engines know signatures only.</summary>
/// <param name="Model">The model, as loaded or as edited.</param>
/// <param name="Signature">The signature to call.</param>
internal sealed record CallableModel(SavedModel Model, string Signature)
{
    /// <summary>What a signature that is made of a function is called.</summary>
    public const string Attached = "tfkeyed_function";

    /// <summary>The model's own signature; a model without any gets one made of its function, without a key.</summary>
    /// <param name="model">The model.</param>
    /// <param name="signature">The signature's name.</param>
    /// <param name="output">What to call the only output of a signature that has to be made; null leaves its name.</param>
    /// <param name="onto">The model with what was attached to it before; null if nothing was.</param>
    /// <exception cref="TfKeyedException">There is no such signature; those that there are get listed.</exception>
    public static CallableModel ForSignature(SavedModel model, string signature, string? output = null, SavedModel? onto = null)
    {
        List<string> servable = [.. model.MetaGraphs.SelectMany(m => m.Signatures).Where(s => s.IsServable).Select(s => s.Name).Distinct()];
        if (servable.Contains(signature))
            return new CallableModel(onto ?? model, signature);
        if (servable.Count > 0)
            throw TfKeyedException.Unreadable($"there is no signature '{signature}'", model.Folder, $"the model has {string.Join(", ", servable)}");
        return Attach(onto ?? model, new KeyingRequest { Signature = signature, Keys = [], OutputName = output });
    }

    /// <summary>One of the model's functions, called by a signature made for it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="function"><c>NAME</c> or <c>NAME:TRACE</c>.</param>
    /// <param name="signature">The name of the signature to make.</param>
    /// <exception cref="TfKeyedException">There is no such function, or it cannot be called by tensors.</exception>
    public static CallableModel ForFunction(SavedModel model, string function, string signature = Attached) =>
        Attach(model, new KeyingRequest { Signature = signature, From = $"function:{function}", Keys = [] });

    private static CallableModel Attach(SavedModel model, KeyingRequest request)
    {
        try
        {
            return new CallableModel(KeyingPlan.For(model, request).Apply(), request.Signature);
        }
        catch (TfKeyedException error) when (error.Choices.Any(c => c.StartsWith("--from", StringComparison.Ordinal)))
        {
            // What can be chosen is chosen by another verb.
            throw new TfKeyedException(error.Kind, error.What, error.Where, $"Make a signature with tfkeyed export, which takes --from. {error.Next}", error, error.Choices);
        }
    }
}
