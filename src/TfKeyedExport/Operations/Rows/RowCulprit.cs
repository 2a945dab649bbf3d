namespace TfKeyedExport.Operations.Rows;

/// <summary>Where rows lose their place.</summary>
/// <param name="Loss">How.</param>
/// <param name="What">What happens to them there, as the end of a sentence that begins with the node.</param>
internal abstract record RowCulprit(Loss Loss, string What);
