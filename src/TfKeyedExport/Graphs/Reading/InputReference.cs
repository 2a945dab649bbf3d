using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Reading;

/// <summary>What an input of a node, or a result of a function, stands for; see <see cref="TensorReference"/> for how it is written.</summary>
/// <param name="Source">The number of the node in its table; counted on from there, of a function's argument; -1 if there is nothing of that name.</param>
/// <param name="OutputArgument">The output argument's name; null if the index counts all outputs.</param>
/// <param name="Index">The position.</param>
/// <param name="IsControl">Whether only the order matters.</param>
internal readonly record struct InputReference(int Source, string? OutputArgument, int Index, bool IsControl);
