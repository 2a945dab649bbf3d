using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest.Syntax;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>The body of a TF Serving REST predict request.</summary>
/// <remarks>
/// It is read in two steps, since TF Serving looks for the model between them: <see cref="Read"/> checks the JSON, <see cref="ToTensors"/> what it says.
/// The errors' words are TF Serving's own.
/// </remarks>
public sealed class PredictBody
{
    private readonly BodyFrame _frame;
    private readonly RestOptions _options;

    private PredictBody(BodyFrame frame, RestOptions options)
    {
        _frame = frame;
        _options = options;
    }

    /// <summary>The signature asked for; null if the body names none.</summary>
    public string? SignatureName => _frame.SignatureName;

    /// <summary>Rows or columns, of which the answer must have the same; what a body without either has does not matter.</summary>
    public PredictForm Form => _frame.First > 0 ? PredictForm.Rows : PredictForm.Columns;

    /// <summary>Checks a body.</summary>
    /// <param name="utf8">The body, which must not change before its tensors are made; what follows its first value is left alone.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="TfKeyedException">It is not JSON, not an object, or its <c>signature_name</c> is no string.</exception>
    public static PredictBody Read(ReadOnlyMemory<byte> utf8, RestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return new PredictBody(BodyFrame.Read(utf8, "instances"u8, "inputs"u8), options);
        }
        catch (TfKeyedException error) when (options.Where is not null)
        {
            throw error.At(options.Where);
        }
    }

    /// <summary>Makes the tensors.</summary>
    /// <param name="signature">The signature asked for.</param>
    /// <returns>One tensor for each input of the signature, in its order; defaults are never used.</returns>
    /// <exception cref="TfKeyedException">
    /// There are no instances or inputs, or both; a name is missing or not known, or a value does not fit its input's type or the other rows; or the values
    /// take more than the memory limit.
    /// </exception>
    /// <exception cref="UnimplementedException">An input's type has no form in JSON.</exception>
    public Tensor[] ToTensors(RestSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        BodyReader reader = BodyReader.Take();
        try
        {
            CheckFrame(signature);
            ReadOnlySpan<byte> text = _frame.Text.Span;
            return Form == PredictForm.Rows
                ? reader.Rows(text, _frame.First, signature, _options)
                : reader.Columns(text, _frame.Second, signature, _options);
        }
        catch (TfKeyedException error) when (_options.Where is not null && error is not UnimplementedException)
        {
            throw error.At(_options.Where);
        }
        finally
        {
            reader.Return();
        }
    }

    /// <summary>Whether the first row, or the columns, give a value by this name.</summary>
    public bool Mentions(string name)
    {
        ReadOnlySpan<byte> text = _frame.Text.Span;
        int at = Form == PredictForm.Rows ? Walk.Enter(text, _frame.First) : _frame.Second;
        if (at == 0 || text[at] != '{')
            return false;
        for (at = Walk.Enter(text, at); text[at] != '}'; at = Walk.Next(text, Walk.Skip(text, at)))
        {
            if (Names.Text(Walk.Name(text, ref at, out bool escaped), escaped) == name)
                return true;
        }
        return false;
    }

    private void CheckFrame(RestSignature signature)
    {
        if (signature.InputNames.Count == 0)
            throw TfKeyedException.BadRequest($"Failed to get input map for signature: {SignatureName ?? "DEFAULT"}");
        if (_frame.First == 0 && _frame.Second == 0)
            throw TfKeyedException.BadRequest("Missing 'inputs' or 'instances' key");
        if (_frame.First == 0)
            return;
        if (_frame.Second > 0)
            throw _frame.Fault("Not formatted correctly expecting only one of 'inputs' or 'instances' keys to exist ");
        ReadOnlySpan<byte> text = _frame.Text.Span;
        if (text[_frame.First] != '[')
            throw _frame.Fault("Expecting 'instances' to be an list/array");
        if (text[Walk.Enter(text, _frame.First)] == ']')
            throw _frame.Fault("No values in 'instances' array");
    }
}
