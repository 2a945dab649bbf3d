using System.Globalization;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Calls;

/// <summary>Regress: examples in, a number for each out.</summary>
internal static class RegressCall
{
    private const string Inputs = "inputs";
    private const string Outputs = "outputs";

    /// <inheritdoc cref="ClassifyCall.Run"/>
    public static async ValueTask<RegressionResult> Run(ServedModel model, string signature, Tensor examples, CallTerms terms)
    {
        Tensor output = await RunToTensor(model, signature, examples, terms).ConfigureAwait(false);
        var result = new RegressionResult();
        foreach (float value in output.Values<float>())
            result.Regressions.Add(new Regression { Value = value });
        return result;
    }

    /// <summary>Answers a request with the tensor itself: a number an example.</summary>
    /// <inheritdoc cref="ClassifyCall.Run"/>
    public static async ValueTask<Tensor> RunToTensor(ServedModel model, string signature, Tensor examples, CallTerms terms)
    {
        ServedSignature served = Find(model, signature);
        Tensor output = (await served.Run([examples], terms).ConfigureAwait(false))[0];
        if (output.Shape.Rank != 1 && !(output.Shape.Rank == 2 && output.Shape[1] == 1))
        {
            throw ServingFault.Invalid(
                $"Expected output Tensor shape to be either [batch_size] or [batch_size, 1] but got {SignatureText.Shape(output.Shape)}");
        }
        if (output.Shape[0] != examples.Shape[0])
        {
            throw ServingFault.Invalid(string.Create(
                CultureInfo.InvariantCulture, $"Input batch size did not match output batch size: {examples.Shape[0]} vs. {output.Shape[0]}"));
        }
        if (output.Type != DataType.Float)
            throw ServingFault.Invalid($"Expected output Tensor of DT_FLOAT.  Got: {SignatureText.Type(output.Type)}");
        return output;
    }

    /// <summary>A signature that regresses.</summary>
    /// <exception cref="ServingFault">There is none of that name, or it does not.</exception>
    public static ServedSignature Find(ServedModel model, string name)
    {
        ServedSignature served = Specs.Find(model, name) ?? throw ServingFault.Invalid($"No signature was found with the name: {name}");
        ModelSignature signature = served.Signature;
        if (signature.Inputs.Count != 1)
            throw ServingFault.Invalid("Expected one input Tensor.");
        if (signature.Outputs.Count != 1)
            throw ServingFault.Invalid("Expected one output Tensor.");
        if (signature.Inputs[0].Name != Inputs)
            throw ServingFault.Invalid($"No regression inputs found in SignatureDef: {SignatureText.Of(model, name)}");
        if (signature.Outputs[0].Name != Outputs)
            throw ServingFault.Invalid($"No regression outputs found in SignatureDef: {SignatureText.Of(model, name)}");
        return served;
    }
}
