namespace TfKeyedExport.Serving.Models;

/// <summary>A key of a signature: the input that a client sends, and the output as which it must come back.</summary>
/// <param name="Input">The input's position.</param>
/// <param name="Output">The output's position.</param>
internal readonly record struct KeyPosition(int Input, int Output);
