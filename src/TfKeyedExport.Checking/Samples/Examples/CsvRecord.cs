namespace TfKeyedExport.Checking.Samples.Examples;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line on which it begins, counted from 1: a quoted cell may hold line breaks, so that records are no lines.</param>
/// <param name="Cells">Its cells, without their quotes.</param>
internal readonly record struct CsvRecord(int Line, IReadOnlyList<string> Cells);
