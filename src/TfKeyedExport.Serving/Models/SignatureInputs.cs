using System.Globalization;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Models;

/// <summary>What a call's inputs are like, beside what its signature declares.</summary>
internal static class SignatureInputs
{
    /// <summary>Looks whether they have the types that are declared.</summary>
    /// <exception cref="ServingFault">One has not.</exception>
    public static void CheckTypes(Tensor[] inputs, ModelSignature signature)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            DataType declared = signature.Inputs[i].Type;
            if (inputs[i].Type != declared)
            {
                throw ServingFault.Invalid(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expects arg[{i}] ({signature.Inputs[i].Name}) to be {TypeNames.Of(declared)} but {TypeNames.Of(inputs[i].Type)} is provided"));
            }
        }
    }

    /// <summary>Looks whether they have the shapes that are declared.</summary>
    /// <exception cref="ServingFault">One has not.</exception>
    public static void CheckShapes(Tensor[] inputs, ModelSignature signature)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].Shape.Fits(signature.Inputs[i].Shape))
            {
                throw ServingFault.Invalid(
                    $"input '{signature.Inputs[i].Name}' has the shape {inputs[i].Shape}, and the signature declares {signature.Inputs[i].Shape}; "
                        + "this engine takes no other, since some end the process");
            }
        }
    }

    /// <summary>Looks for what TensorFlow Serving refuses as soon as it joins requests, though a call by itself is answered.</summary>
    /// <exception cref="ServingFault">They have no rows, or not all as many.</exception>
    public static void CheckCommonRows(Tensor[] inputs)
    {
        if (inputs.Length == 0)
            throw ServingFault.Invalid("Batching Run() must have at least one input tensor");
        if (Array.Exists(inputs, i => i.Shape.Rank == 0))
            throw ServingFault.Invalid("Batching Run() input tensors must have at least one dimension");
        if (Array.Exists(inputs, i => i.Shape[0] != inputs[0].Shape[0]))
            throw ServingFault.Invalid("Batching Run() input tensors must have equal 0th-dimension size");
    }

    /// <summary>Whether they have the shapes that are declared.</summary>
    public static bool FitDeclared(Tensor[] inputs, ModelSignature signature)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].Shape.Fits(signature.Inputs[i].Shape))
                return false;
        }
        return true;
    }

    /// <summary>The number of rows of a call by itself: by its first input.</summary>
    public static int RowsOf(Tensor[] inputs) => inputs.Length > 0 && inputs[0].Shape.Rank > 0 ? (int)inputs[0].Shape[0] : 1;

    /// <summary>The number of rows that all inputs with rows have; null if they disagree, or there are none.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="hasRows">For each input whether it has rows.</param>
    public static int? RowsOf(Tensor[] inputs, IReadOnlyList<bool> hasRows)
    {
        long rows = -1;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!hasRows[i])
                continue;
            if (inputs[i].Shape.Rank == 0 || (rows >= 0 && inputs[i].Shape[0] != rows))
                return null;
            rows = inputs[i].Shape[0];
        }
        return rows is > 0 and <= int.MaxValue ? (int)rows : null;
    }
}
