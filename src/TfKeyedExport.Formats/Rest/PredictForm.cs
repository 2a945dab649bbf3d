namespace TfKeyedExport.Formats.Rest;

/// <summary>The two forms of TF Serving's predict request and answer.</summary>
public enum PredictForm
{
    /// <summary>Row by row: <c>instances</c> in, <c>predictions</c> out.</summary>
    Rows,

    /// <summary>Whole tensors by name: <c>inputs</c> in, <c>outputs</c> out.</summary>
    Columns,
}
