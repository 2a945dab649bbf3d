using TfKeyedExport.Formats.TextFormat;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>A field that a message may have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">What becomes of each value.</param>
/// <param name="Repeated">Whether there may be more than one.</param>
/// <param name="OneOf">Fields that have this word in common exclude each other.</param>
internal readonly record struct MessageRule(string Name, Action<TextField> Read, bool Repeated = false, string? OneOf = null);
