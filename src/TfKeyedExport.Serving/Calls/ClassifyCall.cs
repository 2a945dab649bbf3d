using System.Globalization;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Calls;

/// <summary>Classify: examples in, classes with scores out.</summary>
internal static class ClassifyCall
{
    private const string Inputs = "inputs";
    private const string Classes = "classes";
    private const string Scores = "scores";

    /// <summary>Answers a request.</summary>
    /// <param name="model">The version that was looked up for it.</param>
    /// <param name="signature">The signature's name.</param>
    /// <param name="examples">The serialized examples, one a row.</param>
    /// <param name="terms">How long it may go on.</param>
    /// <exception cref="ServingFault">The signature is none for this, or the model failed, or gave no such answer.</exception>
    public static async ValueTask<ClassificationResult> Run(ServedModel model, string signature, Tensor examples, CallTerms terms)
    {
        (Tensor? classes, Tensor? scores) = await RunToTensors(model, signature, examples, terms).ConfigureAwait(false);
        return Collect(classes, scores, (int)examples.Shape[0]);
    }

    /// <summary>Answers a request with the tensors themselves: the classes' names and their scores, a row an example; one of them may be absent.</summary>
    /// <inheritdoc cref="Run"/>
    public static async ValueTask<(Tensor? Classes, Tensor? Scores)> RunToTensors(ServedModel model, string signature, Tensor examples, CallTerms terms)
    {
        ServedSignature served = Find(model, signature);
        Tensor[] outputs = await served.Run([examples], terms).ConfigureAwait(false);
        Tensor? classes = Output(served.Signature, outputs, Classes), scores = Output(served.Signature, outputs, Scores);
        long rows = examples.Shape[0];
        if (classes is not null)
            Check(classes, Classes, DataType.String, rows);
        if (scores is not null)
            Check(scores, Scores, DataType.Float, rows);
        if (classes is not null && scores is not null && classes.Shape[1] != scores.Shape[1])
        {
            throw ServingFault.Invalid(string.Create(
                CultureInfo.InvariantCulture, $"Tensors class and score should match in dim_size(1). Got {classes.Shape[1]} vs. {scores.Shape[1]}"));
        }
        return (classes, scores);
    }

    /// <summary>A signature that classifies.</summary>
    /// <exception cref="ServingFault">There is none of that name, or it does not.</exception>
    public static ServedSignature Find(ServedModel model, string name)
    {
        ServedSignature served = Specs.Find(model, name) ?? throw ServingFault.Invalid($"No signature was found with the name: {name}");
        ModelSignature signature = served.Signature;
        if (signature.Inputs.Count != 1)
            throw ServingFault.Invalid("Expected one input Tensor.");
        if (signature.Outputs.Count is not (1 or 2))
            throw ServingFault.Invalid(string.Create(CultureInfo.InvariantCulture, $"Expected one or two output Tensors, found {signature.Outputs.Count}"));
        if (signature.Inputs[0].Name != Inputs)
            throw ServingFault.Invalid($"No classification inputs found in SignatureDef: {SignatureText.Of(model, name)}");
        if (!signature.Outputs.Any(o => o.Name is Classes or Scores))
        {
            throw ServingFault.Invalid(
                "Expected classification signature outputs to contain at least one of \"classes\" or \"scores\". "
                    + $"Signature was: {SignatureText.Of(model, name)}");
        }
        return served;
    }

    private static Tensor? Output(ModelSignature signature, Tensor[] outputs, string name)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            if (signature.Outputs[i].Name == name)
                return outputs[i];
        }
        return null;
    }

    private static void Check(Tensor tensor, string name, DataType type, long rows)
    {
        if (tensor.Shape.Rank != 2)
            throw ServingFault.Invalid($"Expected Tensor shape: [batch_size num_classes] but got {SignatureText.Shape(tensor.Shape)}");
        if (tensor.Type != type)
            throw ServingFault.Invalid($"Expected {name} Tensor of {SignatureText.Type(type)}. Got: {SignatureText.Type(tensor.Type)}");
        if (tensor.Shape[0] != rows)
        {
            throw ServingFault.Invalid(string.Create(
                CultureInfo.InvariantCulture, $"Expected {name} output batch size of {rows}. Got: {tensor.Shape[0]}"));
        }
    }

    private static ClassificationResult Collect(Tensor? classes, Tensor? scores, int rows)
    {
        int width = (int)(classes ?? scores!).Shape[1];
        var result = new ClassificationResult();
        for (int row = 0; row < rows; row++)
        {
            var found = new Classifications();
            for (int i = row * width; i < (row + 1) * width; i++)
            {
                var one = new Class();
                if (classes is not null)
                    one.Label = classes.Strings.Text(i);
                if (scores is not null)
                    one.Score = scores.Values<float>()[i];
                found.Classes.Add(one);
            }
            result.Classifications.Add(found);
        }
        return result;
    }
}
