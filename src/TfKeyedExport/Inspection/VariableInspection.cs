using TfKeyedExport.Tensors;

namespace TfKeyedExport.Inspection;

/// <summary>A variable as the model's index lists it.</summary>
/// <param name="Name">Its key in the checkpoint.</param>
/// <param name="Type">The elements' type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Bytes">Its bytes on disk, those of all slices together.</param>
public sealed record VariableInspection(string Name, DataType Type, TensorShape Shape, long Bytes);
