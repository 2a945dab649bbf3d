using TfKeyedExport.Embedded.Steps.Recurrences;

namespace TfKeyedExport.Embedded.Steps;

/// <summary>
/// A loop over the steps of a sequence whose rounds treat every row alike and by itself. Inputs, outputs and regions are those of <c>While</c>.
/// </summary>
/// <param name="Program">A round, as instructions on rows.</param>
internal sealed record RecurrenceStep(RowProgram Program) : Step("recurrent layer");
