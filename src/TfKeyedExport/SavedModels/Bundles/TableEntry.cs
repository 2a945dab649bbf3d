namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>One entry of a table.</summary>
/// <param name="Key">The key's bytes, one a character (Latin-1), so that keys that are not text can be looked up as well.</param>
/// <param name="Value">The value's bytes.</param>
internal readonly record struct TableEntry(string Key, ReadOnlyMemory<byte> Value);
