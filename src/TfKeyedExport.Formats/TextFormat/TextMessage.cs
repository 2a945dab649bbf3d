namespace TfKeyedExport.Formats.TextFormat;

/// <summary>A message as it is written: its fields in their order, a value each.</summary>
/// <param name="Fields">The fields; those of a list are apart.</param>
internal sealed record TextMessage(IReadOnlyList<TextField> Fields);
