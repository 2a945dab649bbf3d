using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Hints;

/// <summary>What a string spells, where the model takes it apart.</summary>
internal abstract record TextForm
{
    private TextForm()
    {
    }

    /// <summary>A number.</summary>
    /// <param name="Type">Its type.</param>
    public sealed record Number(DataType Type) : TextForm;

    /// <summary>A record of comma-separated values.</summary>
    /// <param name="Delimiter">What stands between them.</param>
    /// <param name="Columns">Type, whether it may be empty, and what is known of the values.</param>
    public sealed record Csv(string Delimiter, IReadOnlyList<(DataType Type, bool MayLack, InputHints Hints)> Columns) : TextForm;

    /// <summary>Another string, in web-safe Base64.</summary>
    /// <param name="Content">What is known of that one.</param>
    public sealed record Base64(InputHints Content) : TextForm;

    /// <summary>A tf.Example as JSON.</summary>
    /// <param name="Content">What is known of its serialized form.</param>
    public sealed record Json(InputHints Content) : TextForm;

    /// <summary>An encoded image.</summary>
    public sealed record Image : TextForm;
}
